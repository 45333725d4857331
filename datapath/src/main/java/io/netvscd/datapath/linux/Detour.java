package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Burst;

/**
 * A way through user space for what a device receives while rules of the kernel's traffic control move it otherwise: a packet socket
 * whose filter takes every frame while the detour is on, and a program that tells such a rule, asked after the socket, what the
 * socket has taken, so that each frame goes one way. Ends without a frame overtaking another: the filter lets one pass only when
 * all that it has taken have been delivered here. Needs {@code bpf(2)}.
 *
 * <p>{@link #begin} and {@link #end} are one thread's, which may have to wait for the kernel; the rest is the datapath's.
 */
public final class Detour implements AutoCloseable {
    /** Room for a gap of 17 ms at 10,000 frames a second beside the burst that a turn holds; in half of it some were lost now and then. */
    private static final int RING_BLOCKS = 16;

    // The words: what the filter is to do, how many frames have been delivered, how many it has taken, and for each processor
    // whether it has taken the frame that this processor has in hand.
    private static final int ORDER = 0;
    private static final int DELIVERED = 8;
    private static final int TAKEN = 16;
    private static final int IN_HAND = 1024;
    private static final int PROCESSORS = 512;

    private static final int PASS = 0;
    private static final int TAKE = 1;
    private static final int TAKE_UNTIL_DELIVERED = 2;

    private static final int VERDICT_NONE = -1;
    private static final int VERDICT_DROP = 2;

    private final int ifindex;
    private final PacketSocket socket;
    private final PacketRing ring;
    private final SharedWords words;
    private final int rule;
    private long delivered;
    private long cut;
    private boolean closed;

    private Detour(int ifindex, PacketSocket socket, PacketRing ring, SharedWords words, int rule) {
        this.ifindex = ifindex;
        this.socket = socket;
        this.ring = ring;
        this.words = words;
        this.rule = rule;
    }

    /**
     * Makes one that is off.
     *
     * @param name for messages
     * @throws ErrnoException where the kernel refuses a part of it
     */
    public static Detour make(String name, int ifindex) throws ErrnoException {
        String what = "detour " + name;
        SharedWords words = SharedWords.make(what);
        int rule = -1;
        PacketSocket socket = null;
        try {
            rule = rule(words).load(KernelProgram.Kind.CLASSIFIER, what);
            socket = PacketSocket.open(what);
            attach(filter(words), socket, what);
            return new Detour(ifindex, socket, PacketRing.map(socket, RING_BLOCKS), words, rule);
        } catch (ErrnoException refused) {
            if (socket != null) {
                socket.close();
            }
            if (rule >= 0) {
                Libc.close(rule);
            }
            words.close();
            throw refused;
        }
    }

    /** The socket keeps the program. */
    private static void attach(KernelProgram filter, PacketSocket socket, String what) throws ErrnoException {
        int program = filter.load(KernelProgram.Kind.SOCKET_FILTER, what);
        try {
            socket.filter(program);
        } finally {
            Libc.close(program);
        }
    }

    private static KernelProgram filter(SharedWords words) {
        return new KernelProgram()
                .loadAddress(6, words)
                .ownPlace(7, 6, PROCESSORS, Integer.BYTES)
                .loadWord(1, 6, ORDER)
                .jumpIf(1, PASS, "pass")
                .jumpIf(1, TAKE, "take")
                .loadLong(2, 6, TAKEN)
                .loadLong(3, 6, DELIVERED)
                .jumpIfDifferent(2, 3, "take")
                .label("pass")
                .loadWord(1, 7, IN_HAND)
                .jumpIf(1, 0, "passed")
                .storeWord(7, IN_HAND, 0)
                .label("passed")
                .set(0, 0)
                .exit()
                .label("take")
                .set(1, 1)
                .addAtOnce(6, TAKEN, 1)
                .storeWord(7, IN_HAND, 1)
                .set(0, -1)
                .exit();
    }

    private static KernelProgram rule(SharedWords words) {
        return new KernelProgram()
                .loadAddress(6, words)
                .ownPlace(7, 6, PROCESSORS, Integer.BYTES)
                .loadWord(1, 7, IN_HAND)
                .set(0, VERDICT_NONE)
                .jumpIf(1, 0, "notTaken")
                .set(0, VERDICT_DROP)
                .label("notTaken")
                .exit();
    }

    /**
     * The descriptor of a program whose verdict is to drop what the socket has taken, and none on the rest; the rule keeps the program
     * when this is closed.
     */
    public int rule() {
        return rule;
    }

    /** Switches it on: from now on what the device receives comes here. */
    public void begin() throws ErrnoException {
        turn();
        socket.listen(ifindex);
    }

    /** Switches it off, once {@link #isOver}; what has come until then can still be received. */
    public void end() throws ErrnoException {
        socket.fallSilent(ifindex);
        forgetInHand();
    }

    /** The filter is asked no more, and what it said last must not be held against a later frame. */
    private void forgetInHand() {
        for (int processor = 0; processor < PROCESSORS; processor++) {
            words.putInt(IN_HAND + processor * Integer.BYTES, 0);
        }
    }

    /** Takes every frame, after {@link #begin}. */
    public void turn() {
        words.putInt(ORDER, TAKE);
    }

    /** Lets frames pass from the moment at which all that came here have been delivered. */
    public void turnBack() {
        words.putInt(ORDER, TAKE_UNTIL_DELIVERED);
    }

    /** Whether that moment has come. */
    public boolean isOver() {
        if (words.getLong(TAKEN) != delivered) {
            delivered += socket.takeOverflow() + ring.cut() - cut;
            cut = ring.cut();
            words.putLong(DELIVERED, delivered);
        }
        return words.getInt(ORDER) == TAKE_UNTIL_DELIVERED && words.getLong(TAKEN) == delivered;
    }

    /** As {@link io.netvscd.datapath.port.Port#receive}. */
    public int receive(Burst burst) {
        if (closed) {
            burst.size = 0;
            return 0;
        }
        return ring.receive(burst);
    }

    /** As {@link io.netvscd.datapath.port.Port#release}: these have been delivered. */
    public void release(Burst burst) {
        if (!closed && burst.size > 0) {
            ring.release(burst);
            delivered += burst.size;
            words.putLong(DELIVERED, delivered);
        }
    }

    /** What to poll. */
    public int fd() {
        return socket.fd();
    }

    /** As {@link io.netvscd.datapath.port.Port#acknowledgeError}. */
    public void acknowledgeError() {
        if (!closed) {
            socket.takeError();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ring.unmap();
            socket.close();
            forgetInHand();
            words.close();
            Libc.close(rule);
        }
    }
}
