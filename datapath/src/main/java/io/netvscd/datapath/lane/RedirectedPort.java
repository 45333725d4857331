package io.netvscd.datapath.lane;

import io.netvscd.datapath.forward.Bypass;
import io.netvscd.datapath.forward.Passage;
import io.netvscd.datapath.forward.Passed;
import io.netvscd.datapath.linux.Detour;
import io.netvscd.datapath.linux.PacketSender;
import io.netvscd.datapath.netlink.VfRedirect;
import io.netvscd.datapath.port.Burst;
import java.io.IOException;

/**
 * A VF whose frames the kernel moves. Receives nothing itself but while it {@linkplain #divert diverts}; sends what reached the forwarding core before the rule at the TAP was
 * in its place. Orders are carried out on the thread of the {@link KernelLane}.
 */
final class RedirectedPort implements Bypass {
    private final String name;
    private final KernelLane lane;
    private final VfRedirect redirect;
    private final PacketSender sender;
    private final Diversion diversion;
    private volatile Passage ordered = Passage.CLOSED;
    private volatile int orders;
    private volatile int carriedOut;
    private volatile boolean poised;
    private volatile Passed passed = Passed.NOTHING;
    private WatchedDevice watched;
    /** Touched by the thread that watches. */
    private int refusals;
    private boolean closed;

    /**
     * @param detour for what arrives, null where the kernel offers none
     */
    RedirectedPort(String name, KernelLane lane, VfRedirect redirect, PacketSender sender, Detour detour) {
        this.name = "kernel lane " + name;
        this.lane = lane;
        this.redirect = redirect;
        this.sender = sender;
        diversion = detour == null ? null : new Diversion(lane, detour);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void order(Passage passage) {
        ordered = passage;
        poised = false;
        int order = orders + 1;
        orders = order;
        lane.execute(() -> carryOut(order));
    }

    private void carryOut(int order) {
        try {
            redirect.pass(ordered);
        } catch (IOException refused) {
            lane.refused(refused);
        }
        count();
        poised = order == orders && ordered == Passage.CARRYING;
        carriedOut = order;
        lane.wakeDatapath();
    }

    @Override
    public boolean isPoised() {
        return poised;
    }

    @Override
    public void carry() {
        poised = false;
        try {
            redirect.leaveOnVf();
        } catch (IOException refused) {
            // Frames go on leaving through user space.
            lane.refused(refused);
        }
    }

    /** On the lane's thread: the VF's device can carry nothing. */
    void failed() {
        try {
            redirect.stopLeaving();
        } catch (IOException refused) {
            lane.refused(refused);
        }
    }

    /** On the lane's thread. */
    void count() {
        try {
            passed = redirect.count();
        } catch (IOException refused) {
            lane.refused(refused);
        }
    }

    /** On the lane's thread: counts, and whether the device has taken nothing of what it was given since the last time. */
    boolean refusesEverything() {
        Passed before = passed;
        count();
        return passed.outRefused() > before.outRefused() && passed.outFrames() == before.outFrames();
    }

    /** Once, before the port is used. */
    void watched(WatchedDevice device) {
        watched = device;
        sender.onRefusal(device::refused);
    }

    /** On the thread that watches: frames that the device has not taken; there are more of them only while it carries. */
    int refusals() throws IOException {
        if (ordered == Passage.CARRYING) {
            refusals = redirect.refusals();
        }
        return refusals;
    }

    int ifindex() {
        return redirect.vf();
    }

    @Override
    public boolean isSettled() {
        return carriedOut == orders;
    }

    @Override
    public Passed passed() {
        return passed;
    }

    @Override
    public boolean divert() {
        return diversion == null || diversion.begin();
    }

    @Override
    public void endDiversion() {
        if (diversion != null) {
            diversion.turnBack();
        }
    }

    @Override
    public int receive(Burst burst) {
        burst.size = 0;
        return diversion == null ? 0 : diversion.receive(burst);
    }

    @Override
    public void release(Burst burst) {
        if (diversion != null) {
            diversion.release(burst);
        }
    }

    @Override
    public int send(Burst burst, int from) {
        return sender.send(burst, from);
    }

    @Override
    public Health health() {
        return sender.health();
    }

    /** The socket that sends hears nothing but errors, and the kernel tells of those elsewhere. */
    @Override
    public int fileDescriptor() {
        return diversion == null ? -1 : diversion.fileDescriptor();
    }

    @Override
    public void acknowledgeError() {
        if (diversion != null) {
            diversion.acknowledgeError();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            lane.execute(() -> {
                watched.close();
                lane.remove(this, redirect);
                sender.close();
                if (diversion != null) {
                    diversion.close();
                }
            });
        }
    }
}
