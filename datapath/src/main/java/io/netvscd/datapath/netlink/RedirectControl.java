package io.netvscd.datapath.netlink;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.ErrnoException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The kernel's lane to a VF: rules of its traffic control hand what the system sends on a NIC's TAP to the VF, and what the VF
 * receives to the TAP. Has a socket of its own, so that a driver that takes its time over another order holds up nothing here. One
 * thread at a time.
 */
public final class RedirectControl implements AutoCloseable {
    private final RouteSocket socket;
    private final RouteSocket datapathSocket;
    private final TrafficControl traffic;
    /** To be deleted as soon as the kernel has done away with the filters that referred to them. */
    private final List<RedirectAction> condemned = new ArrayList<>();

    private RedirectControl(RouteSocket socket, RouteSocket datapathSocket, TrafficControl traffic) {
        this.socket = socket;
        this.datapathSocket = datapathSocket;
        this.traffic = traffic;
    }

    static RedirectControl open(TrafficControl traffic) throws ErrnoException {
        return new RedirectControl(RouteSocket.open(), RouteSocket.open(), traffic);
    }

    RouteSocket socket() {
        return socket;
    }

    /** A socket that the datapath's thread alone uses, so that it waits for no order of another thread. */
    RouteSocket datapathSocket() {
        return datapathSocket;
    }

    TrafficControl traffic() {
        return traffic;
    }

    /**
     * Takes away what an earlier life left at a NIC's TAP and finds out, by doing it, whether the kernel has all that is needed.
     *
     * @return what it lacks, in words; empty when it lacks nothing
     */
    public String prepare(int tap) throws IOException {
        String step = "a bpf rule on a clsact";
        try {
            traffic.put(tap, WayOut.NONE);
            step = "the mirred action";
            condemned.addAll(RedirectAction.leftBehind(socket, tap));
            RedirectAction.make(socket, RedirectAction.Direction.OUT, tap, tap).delete(socket);
            return "";
        } catch (ErrnoException refused) {
            return "the kernel refuses " + step + " (" + refused.getMessage() + ")";
        }
    }

    /** Takes back what {@link #prepare} did. */
    public void forget(int tap) throws IOException {
        traffic.take(tap, WayOut.NONE);
    }

    /**
     * Lays a lane between a TAP that was prepared and a VF; nothing passes yet.
     *
     * @param guardedAgainst the NIC's address where a fabric floods frames to both paths and no host filters: frames from it are the
     *                       NIC's own and never delivered, and group frames only while the VF is in use; null where a host filters
     */
    public VfRedirect lay(int tap, int vf, MacAddress guardedAgainst) throws IOException {
        return VfRedirect.lay(this, tap, vf, guardedAgainst);
    }

    /** Takes a lane away. */
    public void remove(VfRedirect lane) throws IOException {
        condemned.addAll(lane.actions());
        lane.remove();
    }

    /** Deletes what is of no use any more; false while the kernel still has filters that refer to it, which it lets go of later. */
    public boolean bury() throws IOException {
        for (Iterator<RedirectAction> each = condemned.iterator(); each.hasNext(); ) {
            if (each.next().delete(socket)) {
                each.remove();
            }
        }
        return condemned.isEmpty();
    }

    @Override
    public void close() {
        socket.close();
        datapathSocket.close();
    }
}
