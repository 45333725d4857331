package io.netvscd.datapath.linux;

/**
 * The error numbers of Linux that this module tells apart; the rest are known by number and by the system's own text.
 */
public enum Errno {
    EPERM(1),
    ENOENT(2),
    EINTR(4),
    EIO(5),
    ENXIO(6),
    EBADF(9),
    EAGAIN(11),
    ENOMEM(12),
    EACCES(13),
    EFAULT(14),
    EBUSY(16),
    EEXIST(17),
    ENODEV(19),
    EINVAL(22),
    ENOSPC(28),
    ENOTTY(25),
    EPIPE(32),
    ERANGE(34),
    EBADFD(77),
    EMSGSIZE(90),
    EPROTONOSUPPORT(93),
    EOPNOTSUPP(95),
    EAFNOSUPPORT(97),
    EADDRINUSE(98),
    EADDRNOTAVAIL(99),
    ENETDOWN(100),
    ENETUNREACH(101),
    ENOBUFS(105);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** The number that the kernel uses. */
    public int number() {
        return number;
    }

    /** Whether a result of {@link Libc} in the kernel's manner (negative on failure) is this error. */
    public boolean is(long result) {
        return result == -number;
    }

    /** The symbolic name of a number, {@code errno 123} for one that is not listed here. */
    public static String nameOf(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) {
                return errno.name();
            }
        }
        return "errno " + number;
    }
}
