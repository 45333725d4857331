package io.netvscd.datapath.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders to a veth end in a namespace of its own; iproute2 says what came of them. */
@Timeout(60)
class LinkControlTest {
    private NetworkNamespace namespace;
    private LinkControl control;
    private int ifindex;

    @BeforeEach
    void makeDevice() throws Exception {
        namespace = NetworkNamespace.create("control");
        namespace.ip("link add v0 address 00:15:5d:0a:00:01 type veth peer name p0");
        control = namespace.call(LinkControl::open);
        ifindex = namespace.call(() -> Libc.ifindex("v0"));
    }

    @AfterEach
    void removeDevice() throws Exception {
        if (control != null) {
            control.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    private String link() throws Exception {
        return namespace.ip("-d link show v0");
    }

    private String tc(String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = "tc";
        System.arraycopy(words, 0, command, 1, words.length);
        return namespace.command(command);
    }

    @Test
    void setsADeviceUpAndDown() throws Exception {
        control.setUp(ifindex, true);
        assertThat(link()).contains(",UP");
        control.setUp(ifindex, false);
        assertThat(link()).doesNotContain(",UP").contains("state DOWN");
    }

    @Test
    void setsMtuMacAndReceiveMode() throws Exception {
        control.setMtu(ifindex, 9000);
        control.setMac(ifindex, MacAddress.parse("00:15:5d:0a:00:77"));
        control.setPromiscuous(ifindex, true);
        assertThat(link()).contains("mtu 9000", "00:15:5d:0a:00:77", "PROMISC");
        control.setPromiscuous(ifindex, false);
        assertThat(link()).doesNotContain("PROMISC");
    }

    @Test
    void namesADevice() throws Exception {
        control.setAlias(ifindex, "VF of eth0");
        control.addAlternativeName(ifindex, "eth0-vf");
        assertThat(link()).contains("alias VF of eth0", "altname eth0-vf");
        assertThat(control.link("eth0-vf")).hasValueSatisfying(link -> {
            assertThat(link.ifindex()).isEqualTo(ifindex);
            assertThat(link.alias()).isEqualTo("VF of eth0");
        });
        control.removeAlternativeName(ifindex, "eth0-vf");
        control.setAlias(ifindex, "");
        assertThat(link()).doesNotContain("altname").doesNotContain("alias");
    }

    @Test
    void keepsTheKernelFromMakingIpv6Addresses() throws Exception {
        namespace.command("sysctl", "-qw", "net.ipv6.conf.v0.disable_ipv6=0");
        control.setIpv6Autoconfiguration(ifindex, false);
        assertThat(link()).contains("addrgenmode none");
        namespace.up("p0", "v0");
        assertThat(control.addresses(ifindex)).isEmpty();
        control.setUp(ifindex, false);
        control.setIpv6Autoconfiguration(ifindex, true);
        namespace.up("v0");
        assertThat(control.addresses(ifindex)).singleElement()
                .satisfies(address -> assertThat(address.linkLocal()).isTrue());
    }

    @Test
    void listsTheAddressesOfOneDevice() throws Exception {
        namespace.command("sysctl", "-qw", "net.ipv6.conf.v0.disable_ipv6=0");
        namespace.ip("addr add 10.3.0.1/16 dev v0");
        namespace.ip("addr add fd00::3/64 dev v0 nodad");
        namespace.ip("addr add 10.4.0.1/16 dev p0");
        assertThat(control.addresses(ifindex)).extracting(AddressMessage::text)
                .containsExactly("10.3.0.1/16", "fd00:0:0:0:0:0:0:3/64");
    }

    @Test
    void passesOnWhatTheKernelSaysAgainstAnOrder() {
        assertThatThrownBy(() -> control.setMtu(ifindex, 1 << 20))
                .isInstanceOfSatisfying(ErrnoException.class, e -> assertThat(e.is(Errno.EINVAL)).isTrue())
                .hasMessage("ifindex " + ifindex
                        + ": mtu 1048576: EINVAL (Invalid argument): mtu greater than device maximum");
        assertThatThrownBy(() -> control.setUp(99999, true))
                .isInstanceOfSatisfying(ErrnoException.class, e -> assertThat(e.is(Errno.ENODEV)).isTrue());
        assertThatThrownBy(() -> control.addresses(99999))
                .isInstanceOfSatisfying(ErrnoException.class, e -> assertThat(e.is(Errno.ENODEV)).isTrue());
    }

    @Test
    void hidesWhatADeviceReceivesFromTheSystem() throws Exception {
        namespace.ip("link set v0 up");
        namespace.ip("link set p0 up");
        assertThat(control.isIngressHidden(ifindex)).isFalse();
        control.hideIngress(ifindex);
        control.hideIngress(ifindex);
        assertThat(control.isIngressHidden(ifindex)).isTrue();
        assertThat(tc("filter", "show", "dev", "v0", "ingress")).contains("bpf", "direct-action");
        assertThat(tc("qdisc", "show", "dev", "v0")).contains("clsact");
        control.showIngress(ifindex);
        assertThat(control.isIngressHidden(ifindex)).isFalse();
        assertThat(tc("qdisc", "show", "dev", "v0")).doesNotContain("clsact");
        control.showIngress(ifindex);
    }

    @Test
    void leavesTheRulesOfOthersAlone() throws Exception {
        tc("qdisc", "add", "dev", "v0", "clsact");
        tc("filter", "add", "dev", "v0", "ingress", "pref", "5", "bpf", "da", "bytecode", "1,6 0 0 0");
        tc("filter", "add", "dev", "v0", "egress", "bpf", "da", "bytecode", "1,6 0 0 0");
        String before = tc("filter", "show", "dev", "v0", "ingress");
        control.hideIngress(ifindex);
        control.showIngress(ifindex);
        assertThat(tc("filter", "show", "dev", "v0", "ingress")).isEqualTo(before);
        assertThat(tc("qdisc", "show", "dev", "v0")).contains("clsact");
    }

    @Test
    void doesNotTakeAwayAClsactThatSomeoneElseUsesMeanwhile() throws Exception {
        control.hideIngress(ifindex);
        tc("filter", "add", "dev", "v0", "egress", "bpf", "da", "bytecode", "1,6 0 0 0");
        control.showIngress(ifindex);
        assertThat(tc("filter", "show", "dev", "v0", "egress")).contains("bpf");
    }

    @Test
    void knowsItsOwnRuleAfterARestart() throws Exception {
        control.hideIngress(ifindex);
        try (LinkControl later = namespace.call(LinkControl::open)) {
            assertThat(later.isIngressHidden(ifindex)).isTrue();
            later.showIngress(ifindex);
            assertThat(later.isIngressHidden(ifindex)).isFalse();
        }
    }

    @Test
    void takesItsClsactAlongAfterARestart() throws Exception {
        control.hideIngress(ifindex);
        try (LinkControl later = namespace.call(LinkControl::open)) {
            later.hideIngress(ifindex);
            later.showIngress(ifindex);
        }
        assertThat(tc("qdisc", "show", "dev", "v0")).doesNotContain("clsact");
    }

    @Test
    void leavesTheClsactOfSomeoneElseAfterARestart() throws Exception {
        tc("qdisc", "add", "dev", "v0", "clsact");
        control.hideIngress(ifindex);
        control.hideIngress(ifindex);
        assertThat(tc("filter", "show", "dev", "v0", "ingress").split("direct-action")).hasSize(2);
        try (LinkControl later = namespace.call(LinkControl::open)) {
            later.showIngress(ifindex);
        }
        assertThat(tc("filter", "show", "dev", "v0", "ingress")).isEmpty();
        assertThat(tc("qdisc", "show", "dev", "v0")).contains("clsact");
    }

    @Test
    void makesItsClsactAgainWhenSomeoneTookItAway() throws Exception {
        control.hideIngress(ifindex);
        tc("qdisc", "del", "dev", "v0", "clsact");
        control.hideIngress(ifindex);
        assertThat(control.isIngressHidden(ifindex)).isTrue();
        control.showIngress(ifindex);
        assertThat(tc("qdisc", "show", "dev", "v0")).doesNotContain("clsact");
    }

    @Test
    void tellsWhatSomebodyHasSetUpOnADevice() throws Exception {
        namespace.command("sysctl", "-qw", "net.ipv6.conf.v0.disable_ipv6=0");
        namespace.up("p0", "v0");
        assertThat(control.uses(ifindex)).isEmpty();
        namespace.ip("addr add 10.3.0.1/16 dev v0");
        namespace.ip("route add 10.5.0.0/16 dev v0");
        namespace.ip("route add 10.6.0.0/16 dev p0");
        namespace.ip("-6 route add fd05::/64 dev v0");
        tc("qdisc", "add", "dev", "v0", "root", "tbf", "rate", "1mbit", "burst", "32k", "limit", "1m");
        control.hideIngress(ifindex);
        tc("filter", "add", "dev", "v0", "egress", "pref", "7", "bpf", "da", "bytecode", "1,6 0 0 0");
        assertThat(control.uses(ifindex)).extracting(DeviceUse::what).containsExactlyInAnyOrder(
                "route 10.5.0.0/16", "route fd05:0:0:0:0:0:0:0/64", "qdisc tbf", "filter bpf pref 7 at egress");
    }

    @Test
    void tellsOfChainsOfNftablesAtADevice() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nft")), "needs nft");
        assertThat(control.uses(ifindex)).isEmpty();
        namespace.command("nft", "add table netdev t; add chain netdev t c { type filter hook ingress device v0 priority 0; };"
                + " add chain netdev t other { type filter hook ingress device p0 priority 0; }");
        assertThat(control.uses(ifindex)).containsExactly(new DeviceUse(ifindex, "nftables chain t c"));
        namespace.command("nft", "delete chain netdev t c");
        assertThat(control.uses(ifindex)).isEmpty();
    }

    @Test
    void tellsADeviceByNumberAndByName() throws Exception {
        assertThat(control.link("v0")).isEqualTo(control.link(ifindex)).isPresent();
        assertThat(control.link("nothing")).isEmpty();
        assertThat(control.links()).extracting(LinkMessage::name).contains("lo", "v0", "p0");
    }
}
