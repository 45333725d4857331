package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.rndis.Oid;
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
        Wanted wanted,
        int reopenings,
        Timers timers,
        Session session,
        boolean lingers) {
    static ChannelState initial(OwnerId owner) {
        return new ChannelState(
                owner, ChannelPhase.CLOSED, null, false, "", 0, new Wanted(Mtu.of(0), ReceiveMode.SHUT, null), 0, Timers.NONE,
                null, false);
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
        if (mtu().refused() != 0) {
            warnings.add("the host does not carry MTU " + mtu().refused() + ", the channel has " + mtu().current());
        }
        if (anomalies > 0) {
            warnings.add(anomalies + " messages of the host made no sense");
        }
        return warnings;
    }

    Mtu mtu() {
        return wanted.mtu();
    }

    /** The packet filter that is wished for; the groups of a list that the host has taken, or else all. */
    int filter() {
        boolean listed = session.settings().inForce(Oid.ETHERNET_MULTICAST_LIST).isPresent();
        return wanted.receive().filter(listed);
    }

    OwnerId master() {
        return OwnerId.master(owner.nic());
    }

    ChannelState phase(ChannelPhase next, String nowWhy) {
        boolean talks = next == ChannelPhase.NEGOTIATING || next == ChannelPhase.OPEN;
        return new ChannelState(owner, next, facts, started, nowWhy, incarnation, wanted, reopenings,
                talks ? timers : timers.allEnded(), talks ? session : null, false);
    }

    ChannelState reset(NicFacts next) {
        Wanted begun = new Wanted(Mtu.of(next.mtu()), ReceiveMode.SHUT, next.permanentMac());
        return new ChannelState(
                owner, ChannelPhase.CLOSED, next, true, "", 0, begun, 0, timers.allEnded(), null, false);
    }

    ChannelState stopped() {
        return new ChannelState(owner, ChannelPhase.CLOSED, facts, false, "stopped", incarnation, wanted, 0,
                timers.allEnded(), null, false);
    }

    ChannelState negotiating(long nextIncarnation, Session next) {
        return new ChannelState(owner, ChannelPhase.NEGOTIATING, facts, started, "", nextIncarnation, wanted,
                reopenings, timers.allEnded(), next, false);
    }

    ChannelState lingering(String nowWhy) {
        return new ChannelState(owner, ChannelPhase.FAILED, facts, started, nowWhy, incarnation, wanted,
                reopenings, timers.allEnded(), null, true);
    }

    ChannelState wanted(Wanted next) {
        return new ChannelState(
                owner, phase, facts, started, why, incarnation, next, reopenings, timers, session, lingers);
    }

    ChannelState mtu(Mtu next) {
        return wanted(wanted.mtu(next));
    }

    ChannelState reopenings(int next) {
        return new ChannelState(
                owner, phase, facts, started, why, incarnation, wanted, next, timers, session, lingers);
    }

    ChannelState timers(Timers next) {
        return new ChannelState(
                owner, phase, facts, started, why, incarnation, wanted, reopenings, next, session, lingers);
    }

    ChannelState session(Session next) {
        return new ChannelState(
                owner, phase, facts, started, why, incarnation, wanted, reopenings, timers, next, lingers);
    }
}
