package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.PollSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests to a subsystem of the kernel, mostly routing, each answered before the call returns. Calls from several threads take
 * turns.
 */
final class RouteSocket implements AutoCloseable {
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    /** The kernel answers before send returns; this only keeps a broken kernel from holding the daemon. */
    private static final long ANSWER_NS_MAX = 5_000_000_000L;
    private static final int DUMPS_MAX = 5;
    private static final int ETIMEDOUT = 110;
    private static final int EINTR = 4;

    private final NetlinkSocket socket;
    private final PollSet pollSet = new PollSet();
    private int sequence;

    private RouteSocket(NetlinkSocket socket) {
        this.socket = socket;
    }

    static RouteSocket open() throws ErrnoException {
        return open(NetlinkSocket.ROUTE);
    }

    static RouteSocket open(int protocol) throws ErrnoException {
        return new RouteSocket(NetlinkSocket.open(protocol, 0, RECEIVE_BUFFER_BYTES));
    }

    /**
     * Orders something.
     *
     * @param call what it is, {@code RTM_NEWLINK mtu 9000}
     * @param what whom it concerns, {@code vf0}
     * @throws ErrnoException with the kernel's own text when it refuses
     */
    void order(NetlinkRequest request, String call, String what) throws IOException {
        NetlinkAnswer answer = orderTogether(List.of(request), call, what).get(0);
        if (answer.errno() != 0) {
            throw refused(call, what, answer);
        }
    }

    /**
     * Orders several things, one after the other, in one datagram: once it is on its way, no end of this process keeps the kernel from
     * seeing to all of them.
     *
     * @return what each came to, in their order; a refusal does not keep the next from being looked at
     */
    synchronized List<NetlinkAnswer> orderTogether(List<NetlinkRequest> requests, String call, String what)
            throws IOException {
        ByteArrayOutputStream datagram = new ByteArrayOutputStream();
        int first = sequence + 1;
        for (NetlinkRequest request : requests) {
            datagram.writeBytes(request.encode(++sequence));
        }
        socket.send(datagram.toByteArray());
        NetlinkAnswer[] answers = new NetlinkAnswer[requests.size()];
        int outstanding = answers.length;
        while (outstanding > 0) {
            for (NetlinkMessage message : await(call, what)) {
                int index = message.sequence() - first;
                if (message.type() == NetlinkMessage.ERROR && index >= 0 && index < answers.length) {
                    answers[index] = NetlinkAnswer.of(message);
                    outstanding--;
                }
            }
        }
        return List.of(answers);
    }

    /** Orders or asks something that is to be acknowledged; what the kernel said before its acknowledgement. */
    synchronized List<NetlinkMessage> ask(NetlinkRequest request, String call, String what) throws IOException {
        int asked = ++sequence;
        socket.send(request.encode(asked));
        return untilAcknowledged(asked, call, what);
    }

    /** Orders what was made ready before. */
    synchronized void order(PreparedOrder prepared) throws IOException {
        socket.send(prepared.datagram());
        untilAcknowledged(PreparedOrder.SEQUENCE, prepared.call(), prepared.what());
    }

    private List<NetlinkMessage> untilAcknowledged(int asked, String call, String what) throws IOException {
        List<NetlinkMessage> told = new ArrayList<>();
        while (true) {
            for (NetlinkMessage message : await(call, what)) {
                if (message.sequence() == asked && message.type() == NetlinkMessage.ERROR) {
                    NetlinkAnswer answer = NetlinkAnswer.of(message);
                    if (answer.errno() != 0) {
                        throw refused(call, what, answer);
                    }
                    return told;
                } else if (message.sequence() == asked) {
                    told.add(message);
                }
            }
        }
    }

    /** Asks for a list, again when it changed while it was made. */
    synchronized List<NetlinkMessage> dump(NetlinkRequest request, String call, String what) throws IOException {
        for (int i = 0; i < DUMPS_MAX; i++) {
            List<NetlinkMessage> parts = new ArrayList<>();
            if (dumpOnce(request, call, what, parts)) {
                return parts;
            }
        }
        throw new ErrnoException(call, EINTR, what, "changed each time while it was listed");
    }

    private boolean dumpOnce(NetlinkRequest request, String call, String what, List<NetlinkMessage> parts)
            throws IOException {
        int asked = ++sequence;
        socket.send(request.encode(asked));
        boolean whole = true;
        while (true) {
            for (NetlinkMessage message : await(call, what)) {
                if (message.sequence() != asked) {
                    continue;
                }
                whole &= !message.isInterruptedDump();
                if (message.type() == NetlinkMessage.DONE || message.type() == NetlinkMessage.ERROR) {
                    NetlinkAnswer answer = NetlinkAnswer.of(message);
                    if (answer.errno() != 0) {
                        throw refused(call, what, answer);
                    }
                    return whole;
                }
                parts.add(message);
            }
        }
    }

    private List<NetlinkMessage> await(String call, String what) throws IOException {
        byte[] datagram = socket.receive();
        if (datagram == null) {
            pollSet.begin(0, ANSWER_NS_MAX);
            pollSet.add(socket.fd());
            pollSet.await();
            datagram = socket.receive();
        }
        if (datagram == null) {
            throw new ErrnoException(call, ETIMEDOUT, what);
        }
        return NetlinkMessage.parse(datagram);
    }

    static ErrnoException refused(String call, String what, NetlinkAnswer answer) {
        return new ErrnoException(call, answer.errno(), what, answer.text());
    }

    @Override
    public synchronized void close() {
        socket.close();
        pollSet.close();
    }
}
