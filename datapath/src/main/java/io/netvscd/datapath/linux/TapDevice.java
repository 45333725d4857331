package io.netvscd.datapath.linux;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import java.nio.charset.StandardCharsets;

/** An attached TAP device: the file descriptor of {@code /dev/net/tun} and what can be set through it. */
public final class TapDevice implements AutoCloseable {
    private static final String CLONE_DEVICE = "/dev/net/tun";
    private static final int O_RDWR_NONBLOCK_CLOEXEC = 0x80802;

    private static final long TUNSETIFF = 0x400454caL;
    private static final long TUNSETPERSIST = 0x400454cbL;
    private static final long TUNSETOFFLOAD = 0x400454d0L;
    private static final long TUNSETVNETHDRSZ = 0x400454d8L;
    private static final long TUNSETCARRIER = 0x400454e2L;
    private static final long SIOCSIFHWADDR = 0x8924;

    private static final int IFF_TAP_NO_PI_VNET_HDR = 0x5002;
    private static final int IFREQ_BYTES = 40;
    private static final int IFREQ_UNION = 16;
    private static final int ARPHRD_ETHER = 1;

    private final String name;
    private final int fd;
    private final boolean created;
    private TapOffload offload = TapOffload.NONE;

    private TapDevice(String name, int fd, boolean created) {
        this.name = name;
        this.fd = fd;
        this.created = created;
    }

    static TapDevice open(TapSettings settings) throws ErrnoException {
        String what = "TAP " + settings.name();
        boolean existed = Libc.ifindex(settings.name()) != 0;
        int fd = Libc.check(Libc.open(CLONE_DEVICE, O_RDWR_NONBLOCK_CLOEXEC), "open " + CLONE_DEVICE,
                what + " (needs the tun module and CAP_NET_ADMIN)");
        TapDevice device = new TapDevice(settings.name(), fd, !existed);
        try {
            device.attach();
            if (!existed) {
                device.setMac(settings.mac());
            }
            if (settings.persistent()) {
                // Never the other way: a device that someone made to stay is not ours to take away.
                device.setPersistent(true);
            }
            device.setOffload(settings.offload());
        } catch (ErrnoException e) {
            device.close();
            throw e;
        }
        return device;
    }

    /** Whether a process is attached to the TAP of that name, which is to be there. */
    public static boolean isHeld(String name) throws ErrnoException {
        int fd = Libc.check(Libc.open(CLONE_DEVICE, O_RDWR_NONBLOCK_CLOEXEC), "open " + CLONE_DEVICE, "TAP " + name);
        try (TapDevice device = new TapDevice(name, fd, false)) {
            device.attach();
            return false;
        } catch (ErrnoException refused) {
            if (refused.is(Errno.EBUSY)) {
                return true;
            }
            throw refused;
        }
    }

    /** The device's name when it was opened. */
    public String name() {
        return name;
    }

    /** Whether this opening created the device; false when it was there already. */
    public boolean created() {
        return created;
    }

    /** The file descriptor. */
    int fd() {
        return fd;
    }

    /** The device's number, asked for by its name in the calling thread's network namespace; 0 when it is not there. */
    public int ifindex() {
        return Libc.ifindex(name);
    }

    /** What the system may leave undone in the frames it sends. */
    public TapOffload offload() {
        return offload;
    }

    /** Sets what the system may leave undone, or the next lesser thing that the kernel can do. */
    public void setOffload(TapOffload wanted) throws ErrnoException {
        TapOffload attempt = wanted;
        int result = Libc.ioctl(fd, TUNSETOFFLOAD, attempt.flags());
        while (Errno.EINVAL.is(result) && attempt != TapOffload.NONE) {
            attempt = TapOffload.values()[attempt.ordinal() - 1];
            result = Libc.ioctl(fd, TUNSETOFFLOAD, attempt.flags());
        }
        Libc.check(result, "ioctl TUNSETOFFLOAD", "TAP " + name);
        offload = attempt;
    }

    /** Sets the carrier that the system sees; a device that is attached has one to begin with. */
    public void setCarrier(boolean up) throws ErrnoException {
        setInt(TUNSETCARRIER, "ioctl TUNSETCARRIER", up ? 1 : 0);
    }

    /** Sets whether the device stays when the last process lets go of it. */
    public void setPersistent(boolean persistent) throws ErrnoException {
        Libc.check(Libc.ioctl(fd, TUNSETPERSIST, persistent ? 1 : 0), "ioctl TUNSETPERSIST", "TAP " + name);
    }

    @Override
    public void close() {
        Libc.close(fd);
    }

    private void attach() throws ErrnoException {
        try (NativeMemory request = new NativeMemory(IFREQ_BYTES)) {
            request.putBytes(0, name.getBytes(StandardCharsets.US_ASCII));
            request.putShort(IFREQ_UNION, IFF_TAP_NO_PI_VNET_HDR);
            int result = Libc.ioctl(fd, TUNSETIFF, request.address());
            Libc.check(result, "ioctl TUNSETIFF", "TAP " + name + mend(result));
        }
        setInt(TUNSETVNETHDRSZ, "ioctl TUNSETVNETHDRSZ", Burst.VNET_HEADER);
    }

    private static String mend(int result) {
        if (Errno.EBUSY.is(result)) {
            return " (another process is attached to it)";
        } else if (Errno.EPERM.is(result)) {
            return " (needs CAP_NET_ADMIN)";
        } else if (Errno.EINVAL.is(result)) {
            return " (a device of this name exists and is no single-queue TAP)";
        }
        return "";
    }

    private void setMac(MacAddress mac) throws ErrnoException {
        try (NativeMemory request = new NativeMemory(IFREQ_BYTES)) {
            request.putBytes(0, name.getBytes(StandardCharsets.US_ASCII));
            request.putShort(IFREQ_UNION, ARPHRD_ETHER);
            request.putBytes(IFREQ_UNION + Short.BYTES, mac.octets());
            Libc.check(Libc.ioctl(fd, SIOCSIFHWADDR, request.address()), "ioctl SIOCSIFHWADDR " + mac, "TAP " + name);
        }
    }

    private void setInt(long call, String callName, int value) throws ErrnoException {
        try (NativeMemory memory = new NativeMemory(Integer.BYTES)) {
            memory.putInt(0, value);
            Libc.check(Libc.ioctl(fd, call, memory.address()), callName, "TAP " + name);
        }
    }
}
