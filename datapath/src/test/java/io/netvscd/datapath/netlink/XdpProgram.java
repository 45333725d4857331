package io.netvscd.datapath.netlink;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NativeMemory;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.io.IOException;
import jnr.ffi.LibraryLoader;

/** An XDP program as a user would attach one to a device: it drops every frame. */
public final class XdpProgram implements AutoCloseable {
    private static final Bpf LIBC = LibraryLoader.create(Bpf.class).load("c");
    private static final int SYS_BPF = System.getProperty("os.arch").equals("amd64") ? 321 : 280;
    private static final int BPF_PROG_LOAD = 5;
    private static final int BPF_PROG_TYPE_XDP = 6;
    private static final int XDP_DROP = 1;
    /** {@code r0 = XDP_DROP; exit}. */
    private static final long[] DROP = {0xb7L | (long) XDP_DROP << 32, 0x95L};
    private static final int ATTRIBUTE_BYTES = 128;

    private static final int RTM_SETLINK = 19;
    private static final int IFLA_XDP = 43;
    private static final int IFLA_XDP_FD = 1;
    private static final int IFLA_XDP_FLAGS = 3;
    private static final int NONE = -1;

    private final NetworkNamespace namespace;
    private final int ifindex;
    private final int fd;
    private final Mode mode;

    private XdpProgram(NetworkNamespace namespace, int ifindex, int fd, Mode mode) {
        this.namespace = namespace;
        this.ifindex = ifindex;
        this.fd = fd;
        this.mode = mode;
    }

    /** Who runs it. */
    public enum Mode {
        /** The system, on what any driver hands over. */
        GENERIC(2),
        /** The driver itself. */
        NATIVE(4);

        private final int flag;

        Mode(int flag) {
            this.flag = flag;
        }
    }

    /** What of libc only this needs. */
    public interface Bpf {
        long syscall(long number, long command, long attributes, long bytes);
    }

    /** Attaches one that the system runs; the test is skipped where the kernel loads none. */
    public static XdpProgram dropEverything(NetworkNamespace namespace, String device) throws Exception {
        return dropEverything(namespace, device, Mode.GENERIC);
    }

    /** Attaches one. */
    public static XdpProgram dropEverything(NetworkNamespace namespace, String device, Mode mode) throws Exception {
        int ifindex = namespace.call(() -> Libc.ifindex(device));
        XdpProgram program = new XdpProgram(namespace, ifindex, load(), mode);
        program.set(program.fd);
        return program;
    }

    private static int load() {
        try (NativeMemory code = new NativeMemory(DROP.length * Long.BYTES);
                NativeMemory licence = new NativeMemory(Long.BYTES);
                NativeMemory attributes = new NativeMemory(ATTRIBUTE_BYTES)) {
            for (int i = 0; i < DROP.length; i++) {
                code.putLong(i * Long.BYTES, DROP[i]);
            }
            attributes.putInt(0, BPF_PROG_TYPE_XDP);
            attributes.putInt(4, DROP.length);
            attributes.putLong(8, code.address());
            attributes.putLong(16, licence.address());
            long fd = LIBC.syscall(SYS_BPF, BPF_PROG_LOAD, attributes.address(), ATTRIBUTE_BYTES);
            assumeTrue(fd >= 0, "needs a kernel that loads XDP programs");
            return (int) fd;
        }
    }

    private void set(int programFd) throws Exception {
        namespace.run(() -> {
            try (RouteSocket socket = RouteSocket.open()) {
                NetlinkRequest request = new NetlinkRequest(RTM_SETLINK, NetlinkRequest.ACKNOWLEDGE).link(ifindex, 0, 0);
                int nest = request.begin(IFLA_XDP);
                request.u32(IFLA_XDP_FD, programFd).u32(IFLA_XDP_FLAGS, mode.flag).end(nest);
                socket.order(request, "RTM_SETLINK", "ifindex " + ifindex);
            }
        });
    }

    /** Takes it off again. */
    @Override
    public void close() throws IOException {
        try {
            set(NONE);
        } catch (Exception refused) {
            throw new IOException("taking an XDP program off", refused);
        } finally {
            Libc.close(fd);
        }
    }
}
