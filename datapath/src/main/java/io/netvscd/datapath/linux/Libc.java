package io.netvscd.datapath.linux;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The system calls of this module. Each returns what the call returned, or the negated error number where it failed, as
 * the kernel itself does; {@link #check} turns that into an exception where a failure is not part of the day's work.
 *
 * <p>Memory is named by raw addresses. Only {@code mmap} has six arguments; its address travels as a {@link Pointer},
 * since jnr-ffi passes a wrong sixth argument when all of them are primitive.
 */
public final class Libc {
    private static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");
    private static final Runtime RUNTIME = Runtime.getRuntime(CALLS);

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;
    /** MAP_ANONYMOUS, MAP_LOCKED, MAP_POPULATE, MAP_HUGETLB and MAP_HUGE_2MB. */
    private static final int MAP_ANONYMOUS_HUGE_LOCKED = 0x20 | 0x2000 | 0x8000 | 0x40000 | 21 << 26;
    private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;
    private static final int LOCK_EX_NB = 6;
    private static final int PRIO_PROCESS = 0;
    private static final int NICE = -10;
    /** SCHED_FIFO, and SCHED_RESET_ON_FORK: threads that such a thread starts are ordinary ones. */
    private static final int FIRST_COME_AND_NOT_INHERITED = 1 | 0x4000_0000;
    /** The C library has no function for it. */
    private static final int BPF_CALL = System.getProperty("os.arch").equals("amd64") ? 321 : 280;

    private Libc() {
    }

    /** The C functions, as jnr-ffi binds them. Not for use outside this class. */
    public interface Calls {
        int open(String path, int flags, int mode);

        int close(int fd);

        int flock(int fd, int operation);

        int ioctl(int fd, long request, long argument);

        long read(int fd, long address, long bytes);

        long write(int fd, long address, long bytes);

        int socket(int domain, int type, int protocol);

        int bind(int fd, long address, int bytes);

        int setsockopt(int fd, int level, int option, long value, int bytes);

        int getsockopt(int fd, int level, int option, long value, long bytesAddress);

        int getsockname(int fd, long address, long bytesAddress);

        long send(int fd, long address, long bytes, int flags);

        long recvmsg(int fd, long message, int flags);

        int sendmmsg(int fd, long messages, int count, int flags);

        Pointer mmap(Pointer address, long bytes, int protection, int flags, int fd, long offset);

        int munmap(long address, long bytes);

        int ppoll(long descriptors, long count, long timespec, long signals);

        int eventfd(int initial, int flags);

        int if_nametoindex(String name);

        int setpriority(int which, int who, int priority);

        int sched_setscheduler(int thread, int policy, long parameters);

        long syscall(long number, long command, long attributes, long bytes);

        String strerror(int errno);
    }

    /** {@code open(2)}; {@code O_CLOEXEC} is the caller's to ask for. */
    public static int open(String path, int flags) {
        return result(CALLS.open(path, flags, 0));
    }

    /** {@code close(2)}. */
    public static int close(int fd) {
        return result(CALLS.close(fd));
    }

    /** {@code flock(2)}: takes the file for this opening of it alone, or fails with EAGAIN where another has it. */
    public static int lock(int fd) {
        return result(CALLS.flock(fd, LOCK_EX_NB));
    }

    /** {@code ioctl(2)} whose argument is a number or an address. */
    public static int ioctl(int fd, long request, long argument) {
        return result(CALLS.ioctl(fd, request, argument));
    }

    /** {@code read(2)}. */
    public static int read(int fd, long address, int bytes) {
        return result((int) CALLS.read(fd, address, bytes));
    }

    /** {@code write(2)}. */
    public static int write(int fd, long address, int bytes) {
        return result((int) CALLS.write(fd, address, bytes));
    }

    /** {@code socket(2)}. */
    public static int socket(int domain, int type, int protocol) {
        return result(CALLS.socket(domain, type, protocol));
    }

    /** {@code bind(2)} to the {@code sockaddr} at {@code address}. */
    public static int bind(int fd, long address, int bytes) {
        return result(CALLS.bind(fd, address, bytes));
    }

    /** {@code setsockopt(2)} with a value in memory. */
    public static int setsockopt(int fd, int level, int option, long value, int bytes) {
        return result(CALLS.setsockopt(fd, level, option, value, bytes));
    }

    /** {@code setsockopt(2)} with an {@code int}. */
    public static int setsockopt(int fd, int level, int option, int value) {
        try (NativeMemory memory = new NativeMemory(Integer.BYTES)) {
            memory.putInt(0, value);
            return setsockopt(fd, level, option, memory.address(), Integer.BYTES);
        }
    }

    /** {@code getsockopt(2)} into {@code value}; the {@code socklen_t} at {@code bytesAddress} is in and out. */
    public static int getsockopt(int fd, int level, int option, long value, long bytesAddress) {
        return result(CALLS.getsockopt(fd, level, option, value, bytesAddress));
    }

    /** {@code getsockname(2)}; the {@code socklen_t} at {@code bytesAddress} is in and out. */
    public static int getsockname(int fd, long address, long bytesAddress) {
        return result(CALLS.getsockname(fd, address, bytesAddress));
    }

    /** {@code send(2)}. */
    public static int send(int fd, long address, int bytes, int flags) {
        return result((int) CALLS.send(fd, address, bytes, flags));
    }

    /** {@code recvmsg(2)} with the {@code msghdr} at {@code message}. */
    public static int recvmsg(int fd, long message, int flags) {
        return result((int) CALLS.recvmsg(fd, message, flags));
    }

    /** {@code sendmmsg(2)} with the {@code mmsghdr} array at {@code messages}. */
    public static int sendmmsg(int fd, long messages, int count, int flags) {
        return result(CALLS.sendmmsg(fd, messages, count, flags));
    }

    /** Maps {@code bytes} of a file or socket readable, writable and shared; the address, or a negated error number. */
    public static long mmapShared(int fd, long bytes, long offset) {
        Pointer mapped = CALLS.mmap(null, bytes, PROT_READ_WRITE, MAP_SHARED, fd, offset);
        return mapped.address() == -1 ? -RUNTIME.getLastError() : mapped.address();
    }

    /**
     * Maps huge pages of 2 MiB that no file stands behind, readable, writable, shared and locked; the address, or a
     * negated error number.
     */
    public static long mmapHuge(long bytes) {
        Pointer mapped = CALLS.mmap(null, bytes, PROT_READ_WRITE, MAP_SHARED | MAP_ANONYMOUS_HUGE_LOCKED, -1, 0);
        return mapped.address() == -1 ? -RUNTIME.getLastError() : mapped.address();
    }

    /** {@code munmap(2)}. */
    public static int munmap(long address, long bytes) {
        return result(CALLS.munmap(address, bytes));
    }

    /** {@code ppoll(2)} over the {@code pollfd} array at {@code descriptors}; {@code timespec} 0 waits for ever. */
    public static int ppoll(long descriptors, int count, long timespec) {
        return result(CALLS.ppoll(descriptors, count, timespec, 0));
    }

    /** A new {@code eventfd(2)}, non-blocking, closed on exec. */
    public static int eventfd() {
        return result(CALLS.eventfd(0, EFD_CLOEXEC_NONBLOCK));
    }

    /** The number of a network device in the calling thread's network namespace, 0 where there is none. */
    public static int ifindex(String name) {
        return CALLS.if_nametoindex(name);
    }

    /**
     * Has the calling thread run before others, where it may: a frame should not wait for a journal's thread to have had its turn.
     * Needs {@code CAP_SYS_NICE}, or a limit that allows it.
     */
    public static boolean runBeforeOthers() {
        return CALLS.setpriority(PRIO_PROCESS, 0, NICE) == 0;
    }

    /**
     * Has the calling thread run at once when it has something to do, before all that are not real-time; where it may not, before
     * others as {@link #runBeforeOthers} has it. For a thread that sleeps and does little. Needs {@code CAP_SYS_NICE}, or a limit
     * that allows it.
     */
    public static boolean runAtOnce() {
        try (NativeMemory priority = new NativeMemory(Integer.BYTES)) {
            priority.putInt(0, 1);
            return CALLS.sched_setscheduler(0, FIRST_COME_AND_NOT_INHERITED, priority.address()) == 0 || runBeforeOthers();
        }
    }

    /** {@code bpf(2)} with the attributes of a command. */
    public static int bpf(int command, long attributes, int bytes) {
        return result((int) CALLS.syscall(BPF_CALL, command, attributes, bytes));
    }

    /** The system's text for an error number. */
    public static String strerror(int errno) {
        return CALLS.strerror(errno);
    }

    /** Passes a result on, or throws what it says failed. */
    public static int check(int result, String call, String what) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, -result, what);
        }
        return result;
    }

    private static int result(int returned) {
        return returned < 0 ? -RUNTIME.getLastError() : returned;
    }
}
