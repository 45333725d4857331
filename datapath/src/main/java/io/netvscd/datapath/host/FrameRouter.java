package io.netvscd.datapath.host;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import java.util.function.IntConsumer;

/**
 * Moves frames between the uplink, the guest's channel and the far end of its VF, by the host's view of the data path.
 * What the uplink or the channel cannot take just now waits and holds back its source; a VF's ring that is full drops,
 * as hardware does.
 */
final class FrameRouter {
    private static final int BURST_FRAMES = 64;
    private static final int GUEST_FRAMES = 256;

    private final Port uplink;
    private final FrameFilter filter;
    private final boolean filterFloods;
    private final Tally tally;
    private final HeldBurst fromGuest = new HeldBurst(GUEST_FRAMES);
    private final HeldBurst fromVf = new HeldBurst(BURST_FRAMES);
    private final HeldBurst toGuest = new HeldBurst(BURST_FRAMES);
    private final Burst fromUplink = new Burst(BURST_FRAMES);
    private final Burst toVf = new Burst(BURST_FRAMES);
    private Port vf;

    FrameRouter(HostSettings settings, Port uplink, Tally tally) {
        this.uplink = uplink;
        this.tally = tally;
        filter = new FrameFilter(settings.mac());
        filterFloods = settings.filterFloods();
    }

    /** Puts this far end of a VF, or none, in the place of another; false when it is there already. */
    boolean connect(Port farEnd) {
        if (vf == farEnd) {
            return false;
        }
        if (vf != null && fromVf.frames().size > 0) {
            tally.lost += fromVf.waiting();
            vf.release(fromVf.frames());
        }
        fromVf.clear();
        vf = farEnd;
        return true;
    }

    /** Where the guest's frames are put; they leave with {@link #sendToUplink}. */
    Burst fromGuest() {
        return fromGuest.frames();
    }

    boolean hasRoomForGuest() {
        return GuestReader.hasRoom(fromGuest.frames());
    }

    /** Whether every frame read from the guest has left, so that its memory can be given back. */
    boolean guestFramesLeft() {
        return fromGuest.isEmpty();
    }

    boolean waitsForUplink() {
        return !fromGuest.isEmpty() || !fromVf.isEmpty();
    }

    /** Drops what is on its way from or to a channel that is closing: its memory goes. */
    void forgetGuest() {
        tally.lost += fromGuest.waiting();
        fromGuest.clear();
        tally.lost += toGuest.waiting();
        toGuest.done(toGuest.waiting());
    }

    /** Sends what was read from the guest; returns how many frames left. */
    int sendToUplink() {
        int before = fromGuest.next();
        learnSources();
        int sent = fromGuest.sendOn(uplink, tally);
        tally.toUplink += sent;
        tally.fromGuest += fromGuest.next() - before;
        if (fromGuest.isEmpty()) {
            fromGuest.clear();
        }
        return sent;
    }

    private void learnSources() {
        Burst frames = fromGuest.frames();
        for (int i = fromGuest.next(); i < frames.size; i++) {
            if (frames.length[i] >= FrameFilter.ETHERNET_BYTES) {
                filter.learnSource(frames.address[i]);
            }
        }
    }

    /** Moves what waits at the uplink and at the VF's far end; {@code guest} is null without a channel. */
    int moveInbound(HostChannel guest, HostState state) {
        int moved = receiveFromVf();
        moved += deliver(guest, state);
        if (toGuest.isEmpty() && uplink.receive(fromUplink) > 0) {
            tally.fromUplink += fromUplink.size;
            moved += fromUplink.size;
            route(state);
            sendToVf();
            deliver(guest, state);
        }
        return moved;
    }

    void descriptors(IntConsumer each) {
        name(uplink, each);
        name(vf, each);
    }

    void acknowledgeErrors() {
        uplink.acknowledgeError();
        if (vf != null) {
            vf.acknowledgeError();
        }
    }

    void close() {
        connect(null);
        if (fromUplink.size > 0) {
            uplink.release(fromUplink);
        }
        uplink.close();
    }

    private void route(HostState state) {
        toGuest.clear();
        toVf.size = 0;
        boolean toVfPath = state.vf().path() == DataPath.VF;
        filter.follow(state.session().rndis());
        for (int i = 0; i < fromUplink.size; i++) {
            long frame = fromUplink.address[i];
            int length = fromUplink.length[i];
            if (length < FrameFilter.ETHERNET_BYTES || filter.isFromGuest(frame)) {
                tally.filtered++;
            } else if (toVfPath && vf != null) {
                if (filter.isToGuest(frame) || FrameFilter.isGroup(frame)) {
                    toVf.add(frame, length, 0);
                } else {
                    tally.filtered++;
                }
            } else if (toVfPath && filterFloods && FrameFilter.isGroup(frame)) {
                tally.flooded++;
            } else if (filter.admits(frame)) {
                toGuest.frames().add(frame, length, 0);
            } else {
                tally.filtered++;
            }
        }
    }

    private void sendToVf() {
        if (toVf.size > 0) {
            int taken = vf.send(toVf, 0);
            tally.toVf += taken;
            tally.lost += toVf.size - taken;
        }
    }

    private int deliver(HostChannel guest, HostState state) {
        int taken = 0;
        if (!toGuest.isEmpty()) {
            if (guest == null || !state.session().rndisUp() || !state.session().receiveBuffer()) {
                tally.filtered += toGuest.waiting();
                toGuest.done(toGuest.waiting());
            } else {
                taken = guest.deliver(toGuest.frames(), toGuest.next(), state.session(), tally);
                toGuest.done(taken);
            }
        }
        if (toGuest.isEmpty() && fromUplink.size > 0) {
            uplink.release(fromUplink);
            fromUplink.size = 0;
        }
        return taken;
    }

    private int receiveFromVf() {
        if (vf == null) {
            return 0;
        }
        if (fromVf.isEmpty()) {
            fromVf.clear();
            tally.fromVf += vf.receive(fromVf.frames());
        }
        int sent = fromVf.sendOn(uplink, tally);
        tally.toUplink += sent;
        if (fromVf.isEmpty() && fromVf.frames().size > 0) {
            vf.release(fromVf.frames());
            fromVf.clear();
        }
        return sent;
    }

    private static void name(Port port, IntConsumer each) {
        if (port != null && port.fileDescriptor() >= 0) {
            each.accept(port.fileDescriptor());
        }
    }
}
