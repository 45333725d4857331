package io.netvscd.datapath.linux;

/**
 * A gate that rules of the kernel's traffic control ask: a program in the kernel that matches every frame while the gate is open, and
 * none while it is shut. It reads a word that this process has mapped, so opening and shutting take one store: no call, no lock of
 * the kernel's, no wait. Needs {@code bpf(2)} (linux/bpf.h), that is CAP_BPF and CAP_NET_ADMIN.
 */
public final class Gate implements AutoCloseable {
    private static final String WHAT = "a gate";
    /** What a classifier returns for a frame that it matches. */
    private static final int MATCH = -1;

    private final SharedWords word;
    private final int program;

    private Gate(SharedWords word, int program) {
        this.word = word;
        this.program = program;
    }

    /** Makes one that is shut. */
    public static Gate make() throws ErrnoException {
        SharedWords word = SharedWords.make(WHAT);
        try {
            int program = new KernelProgram().loadAddress(1, word).loadWord(0, 1, 0).exit()
                    .load(KernelProgram.Kind.CLASSIFIER, WHAT);
            return new Gate(word, program);
        } catch (ErrnoException refused) {
            word.close();
            throw refused;
        }
    }

    /** The program's descriptor, for a rule to name; the rule keeps the program when this is closed. */
    public int program() {
        return program;
    }

    /** Every frame that comes to the gate from now on passes. Any thread may call. */
    public void open() {
        word.putInt(0, MATCH);
    }

    /** None does. Any thread may call. */
    public void shut() {
        word.putInt(0, 0);
    }

    /** Lets go of it, shut. */
    @Override
    public void close() {
        if (!word.isClosed()) {
            shut();
            word.close();
            Libc.close(program);
        }
    }
}
