package io.netvscd.actors.machine.channel;

import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that the owner of a channel knows.
 *
 * @param facts        null until it is started
 * @param started      offers are taken up
 * @param why          how it came to be closed, rescinded or failed; empty otherwise
 * @param incarnation  the newest that was taken up, 0 before the first
 * @param wished       the receive mode that the master asked for last
 * @param reopenings   how often in a row it was to be opened again without success
 * @param session      the conversation of the incarnation, null unless negotiating or open
 * @param lingers      the host was given up, but its port still carries frames, and the master has not been told
 */
public record ChannelState(
        OwnerId owner,
        ChannelPhase phase,
        NicFacts facts,
        boolean started,
        String why,
        long incarnation,
        Mtu mtu,
        ReceiveMode wished,
        int reopenings,
        Timers timers,
        Session session,
        boolean lingers) {
    static ChannelState initial(OwnerId owner) {
        return new ChannelState(
                owner, ChannelPhase.CLOSED, null, false, "", 0, Mtu.of(0), ReceiveMode.SHUT, 0, Timers.NONE, null,
                false);
    }

    /** The agreed version as users see it, {@code 6.1}; empty while there is none. */
    public String nvsp() {
        return session == null || !session.agreed().versionKnown() ? "" : session.agreed().version().text();
    }

    /** Whether the channel is open and the host says that the link is up. */
    public boolean linkUp() {
        return phase == ChannelPhase.OPEN && session.link().up();
    }

    /** What the operator should know. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        HostFacts host = session == null ? HostFacts.NONE : session.host();
        int anomalies = session == null ? 0 : session.manners().anomalies();
        if (host.permanentMac() != null && !host.permanentMac().equals(facts.permanentMac())) {
            warnings.add("the host says that the permanent address is " + host.permanentMac());
        }
        if (mtu.refused() != 0) {
            warnings.add("the host does not carry MTU " + mtu.refused() + ", the channel has " + mtu.current());
        }
        if (anomalies > 0) {
            warnings.add(anomalies + " messages of the host made no sense");
        }
        return warnings;
    }

    OwnerId master() {
        return OwnerId.master(owner.nic());
    }

    ChannelState phase(ChannelPhase next, String nowWhy) {
        boolean talks = next == ChannelPhase.NEGOTIATING || next == ChannelPhase.OPEN;
        return new ChannelState(owner, next, facts, started, nowWhy, incarnation, mtu, wished, reopenings,
                talks ? timers : timers.allEnded(), talks ? session : null, false);
    }

    ChannelState reset(NicFacts next) {
        return new ChannelState(owner, ChannelPhase.CLOSED, next, true, "", 0, Mtu.of(next.mtu()), ReceiveMode.SHUT, 0,
                timers.allEnded(), null, false);
    }

    ChannelState stopped() {
        return new ChannelState(owner, ChannelPhase.CLOSED, facts, false, "stopped", incarnation, mtu, wished, 0,
                timers.allEnded(), null, false);
    }

    ChannelState negotiating(long nextIncarnation, Session next) {
        return new ChannelState(owner, ChannelPhase.NEGOTIATING, facts, started, "", nextIncarnation, mtu, wished,
                reopenings, timers.allEnded(), next, false);
    }

    ChannelState lingering(String nowWhy) {
        return new ChannelState(owner, ChannelPhase.FAILED, facts, started, nowWhy, incarnation, mtu, wished,
                reopenings, timers.allEnded(), null, true);
    }

    ChannelState mtu(Mtu next) {
        return new ChannelState(
                owner, phase, facts, started, why, incarnation, next, wished, reopenings, timers, session, lingers);
    }

    ChannelState wished(ReceiveMode next) {
        return new ChannelState(
                owner, phase, facts, started, why, incarnation, mtu, next, reopenings, timers, session, lingers);
    }

    ChannelState reopenings(int next) {
        return new ChannelState(
                owner, phase, facts, started, why, incarnation, mtu, wished, next, timers, session, lingers);
    }

    ChannelState timers(Timers next) {
        return new ChannelState(
                owner, phase, facts, started, why, incarnation, mtu, wished, reopenings, next, session, lingers);
    }

    ChannelState session(Session next) {
        return new ChannelState(
                owner, phase, facts, started, why, incarnation, mtu, wished, reopenings, timers, next, lingers);
    }
}
