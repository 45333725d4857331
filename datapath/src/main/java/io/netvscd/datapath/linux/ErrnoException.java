package io.netvscd.datapath.linux;

import java.io.IOException;

/** A system call that failed: which one, on what, and with which error number. */
public final class ErrnoException extends IOException {
    private final int errno;

    /**
     * Describes a failed call.
     *
     * @param call  the system call or netlink request, {@code ioctl TUNSETIFF}
     * @param errno the positive error number
     * @param what  what it was for, {@code TAP eth0}, with the mend where there is one
     */
    public ErrnoException(String call, int errno, String what) {
        this(call, errno, what, "");
    }

    /** Describes a failed call of which the kernel had more to say than a number; {@code detail} may be empty. */
    public ErrnoException(String call, int errno, String what, String detail) {
        super(what + ": " + call + ": " + Errno.nameOf(errno) + " (" + Libc.strerror(errno) + ")"
                + (detail.isEmpty() ? "" : ": " + detail));
        this.errno = errno;
    }

    /** The positive error number. */
    public int errno() {
        return errno;
    }

    /** Whether this is that error. */
    public boolean is(Errno other) {
        return errno == other.number();
    }
}
