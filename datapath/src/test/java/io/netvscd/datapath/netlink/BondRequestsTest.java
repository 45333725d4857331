package io.netvscd.datapath.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BondRequestsTest {
    /** {@code ip link add name netvscd-7 numtxqueues 1 numrxqueues 1 type bond mode active-backup}, iproute2 6.1, with its sequence number set to 5. */
    private static final String CREATE = """
            58000000 10000506 05000000 00000000 00000000 00000000 00000000 00000000
            08001f00 01000000 08002000 01000000 0e000300 6e657476 7363642d 37000000
            18001200 08000100 626f6e64 0c000200 05000100 01000000""";
    /** {@code ip link set dev lo nomaster}. */
    private static final String RELEASE = """
            28000000 10000500 05000000 00000000 00000000 01000000 00000000 00000000 08000a00 00000000""";

    @Test
    void asksForABondAsIproute2Does() {
        assertThat(BondRequests.create("netvscd-7").encode(5)).isEqualTo(octets(CREATE));
    }

    @Test
    void asksForAMasterAndForNoneAsIproute2Does() {
        assertThat(BondRequests.enslave(1, 0).encode(5)).isEqualTo(octets(RELEASE));
        byte[] enslave = octets(RELEASE);
        enslave[36] = 9;
        assertThat(BondRequests.enslave(1, 9).encode(5)).isEqualTo(enslave);
    }

    @Test
    void isRefusedByAKernelWithoutBonds() throws Exception {
        Assumptions.assumeFalse(Files.exists(Path.of("/sys/module/bonding")), "this kernel has bonds");
        try (NetworkNamespace namespace = NetworkNamespace.create("bond");
                LinkControl control = namespace.call(LinkControl::open)) {
            assertThatThrownBy(() -> control.addBond("netvscd-7"))
                    .isInstanceOfSatisfying(ErrnoException.class, e -> assertThat(e.is(Errno.EOPNOTSUPP)).isTrue());
        }
    }

    @Test
    void makesASlaveOfADeviceAndLetsItGoWhereTheKernelHasBonds() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/sys/module/bonding")), "this kernel has no bonds");
        try (NetworkNamespace namespace = NetworkNamespace.create("bond");
                LinkControl control = namespace.call(LinkControl::open)) {
            namespace.ip("link add v0 type veth peer name p0");
            int ifindex = namespace.call(() -> Libc.ifindex("v0"));
            control.addBond("netvscd-7");
            control.enslave(ifindex, control.link("netvscd-7").orElseThrow().ifindex());
            assertThat(namespace.ip("link show v0")).contains("SLAVE", "master netvscd-7");
            control.enslave(ifindex, 0);
            control.delete(control.link("netvscd-7").orElseThrow().ifindex());
            assertThat(namespace.ip("link show")).doesNotContain("SLAVE").doesNotContain("netvscd-7");
        }
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
}
