package io.netvscd.datapath.host;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.vmbus.MemorySubchannel;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** One channel incarnation from the host's side: its memory, its lanes, the primary one first, and what waits. */
final class HostChannel {
    private final MemoryVmbusDevice device;
    private final HostFacts facts;
    private final HostMachine machine;
    private final ReceiveBufferSpace space;
    private final IntFunction<GuestReader.Ears> ears;
    private final List<HostLane> lanes = new ArrayList<>();
    private final Outbox outbox = new Outbox();
    private final FrameSpread spread = new FrameSpread();
    private final GuestPages pages;
    private boolean waitsForBuffer;

    /** @param ears of each lane */
    HostChannel(HostSettings settings, MemoryVmbusDevice device, IntFunction<GuestReader.Ears> ears) {
        this.device = device;
        this.ears = ears;
        facts = HostFacts.of(settings, device.receiveBufferGpadl(), device.sendBufferGpadl());
        machine = new HostMachine(facts);
        space = new ReceiveBufferSpace(device.receiveBufferBytes(), facts.receiveSections(0));
        pages = new GuestPages(device);
        lanes.add(new HostLane(device, device.hostInbound(), device.hostOutbound(), facts, pages, space, spread, ears.apply(0)));
    }

    MemoryVmbusDevice device() {
        return device;
    }

    /** The primary channel first, then the sub-channels by index. */
    List<HostLane> lanes() {
        return lanes;
    }

    GuestWriter writer() {
        return lanes.get(0).writer();
    }

    /** The pages of the guest's that packets refer to. */
    GuestPages pages() {
        return pages;
    }

    HostMachine machine() {
        return machine;
    }

    Outbox outbox() {
        return outbox;
    }

    /**
     * Whether the guest's packets are read. One that is owed as many answers as there may be is not listened to until
     * it reads some. But where the first of them waits for the receive buffer, the guest cannot be given it before its
     * completions are read, and they come behind whatever else it has written.
     */
    boolean mayBeRead() {
        return outbox.hasRoom() || waitsForBuffer;
    }

    /** Offers sub-channels to the guest; they carry frames once it looks at them. */
    void offerSubchannels(int count) {
        device.offerSubchannels(count);
        for (MemorySubchannel each : device.subchannels()) {
            lanes.add(new HostLane(
                    device, each.outbound(), each.inbound(), facts, pages, space, spread,
                    ears.apply(lanes.size())));
        }
    }

    /** Delivers frames {@code from ..} of a burst, a flow on one lane; returns how many are done with. */
    int deliver(Burst frames, int from, Session session, Tally tally) {
        spread.look(frames, from, session.rndis().scaling(), lanes.size());
        int done = from;
        while (done < frames.size) {
            int lane = spread.channel(done);
            int to = done + 1;
            while (to < frames.size && spread.channel(to) == lane) {
                to++;
            }
            done += lanes.get(lane).writer().deliver(frames, done, to, session, tally);
            if (done < to) {
                break;
            }
        }
        return done - from;
    }

    /** Writes what is due; returns how many messages that were. A silent host's answers come to nothing. */
    int writeDue(long nowNs, HostState state) {
        int written = 0;
        waitsForBuffer = false;
        for (Outgoing message = outbox.due(nowNs); message != null; message = outbox.due(nowNs)) {
            boolean withheld = message.answer() && state.mischief().silent();
            if (!withheld && !writer().send(message, state.session())) {
                waitsForBuffer = writer().waitsForBuffer();
                break;
            }
            outbox.remove();
            written++;
        }
        return written;
    }

    /** Completes packets whose frames are gone; returns how many. */
    int acknowledge() {
        int written = 0;
        for (HostLane lane : lanes) {
            written += lane.acknowledge();
        }
        return written;
    }

    /** Makes everything visible, and signals the guest where it asked for that. */
    void publish() {
        lanes.forEach(lane -> lane.writer().publish());
    }

    void close() {
        publish();
        device.closeHost();
    }
}
