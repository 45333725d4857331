package io.netvscd.datapath.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Gate;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NetworkNamespace;
import io.netvscd.datapath.linux.TapOffload;
import io.netvscd.datapath.linux.TapPort;
import io.netvscd.datapath.linux.TapSettings;
import io.netvscd.datapath.netlink.RedirectAction.Direction;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A TAP and a VF, and what leaves on the VF of what the system sends on the TAP. */
@Timeout(60)
class WayOutTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final String TAP = "tap0";
    private static final String VF = "vf0";

    private enum Means {
        GATE {
            @Override
            WayOut lay(RedirectControl control, int tap, RedirectAction out) throws Exception {
                return GatedWayOut.lay(control, tap, out, gate());
            }
        },
        REPLACEMENT {
            @Override
            WayOut lay(RedirectControl control, int tap, RedirectAction out) throws Exception {
                return ReplacedWayOut.lay(control, tap, out);
            }
        };

        abstract WayOut lay(RedirectControl control, int tap, RedirectAction out) throws Exception;
    }

    private static Gate gate() {
        try {
            return Gate.make();
        } catch (ErrnoException refused) {
            return Assumptions.abort("bpf(2) is needed: " + refused.getMessage());
        }
    }

    private NetworkNamespace guest;
    private TapPort tap;
    private LinkControl control;
    private RedirectControl redirects;
    private RedirectAction out;

    @BeforeEach
    void makeDevices() throws Exception {
        guest = NetworkNamespace.create("way-out");
        guest.ip("link add " + VF + " address " + MAC + " type veth peer name p0");
        tap = guest.call(() -> TapPort.open(new TapSettings(TAP, MAC, false, TapOffload.TCP_SEGMENTATION)));
        for (String device : new String[] {VF, "p0", TAP}) {
            guest.command("sysctl", "-qw", "net.ipv6.conf." + device + ".disable_ipv6=1");
            guest.ip("link set " + device + " up");
        }
        guest.ip("addr add 10.9.0.1/24 dev " + TAP);
        guest.ip("neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev " + TAP);
        control = guest.call(LinkControl::open);
        redirects = guest.call(control::redirects);
        assertThat(redirects.prepare(ifindex(TAP))).isEmpty();
        out = RedirectAction.make(redirects.socket(), Direction.OUT, ifindex(VF), ifindex(TAP));
    }

    @AfterEach
    void removeDevices() throws Exception {
        for (AutoCloseable opened : new AutoCloseable[] {redirects, control, tap, guest}) {
            if (opened != null) {
                opened.close();
            }
        }
    }

    private int ifindex(String device) throws Exception {
        return guest.call(() -> Libc.ifindex(device));
    }

    /** How many of some datagrams that the system sent on the TAP left on the VF. */
    private long left(int count) throws Exception {
        long before = sentByVf();
        guest.run(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                for (int i = 0; i < count; i++) {
                    socket.send(new DatagramPacket(new byte[10], 10, InetAddress.getByName("10.9.0.2"), 9));
                }
            }
        });
        return sentByVf() - before;
    }

    private long sentByVf() throws Exception {
        return Long.parseLong(guest.command("cat", "/sys/class/net/" + VF + "/statistics/tx_packets").strip());
    }

    @ParameterizedTest
    @EnumSource
    void isShutAtFirst(Means means) throws Exception {
        means.lay(redirects, ifindex(TAP), out);
        assertThat(left(5)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyFrameLeavesOnTheVfWhileItIsOpenAndNoneAfterItWasShut(Means means) throws Exception {
        WayOut way = means.lay(redirects, ifindex(TAP), out);
        for (int i = 0; i < 3; i++) {
            way.open();
            assertThat(left(5)).isEqualTo(5);
            way.shut();
            assertThat(left(5)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingRefersToTheActionOnceItIsGone(Means means) throws Exception {
        WayOut way = means.lay(redirects, ifindex(TAP), out);
        way.open();
        way.remove();
        assertThat(left(5)).isZero();
        while (!out.delete(redirects.socket())) {
            Thread.onSpinWait();
        }
        assertThat(guest.command("tc", "filter", "show", "dev", TAP, "egress")).doesNotContain("mirred");
    }

    @ParameterizedTest
    @EnumSource
    void whatOneLifeLaidTheNextTakesAway(Means means) throws Exception {
        means.lay(redirects, ifindex(TAP), out).open();
        assertThat(redirects.prepare(ifindex(TAP))).isEmpty();
        assertThat(left(5)).isZero();
    }
}
