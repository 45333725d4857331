package io.netvscd.datapath.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netvscd.datapath.MacAddress;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetlinkCodecTest {
    private static final int IFLA_ADDRESS = 1;

    @Test
    void readsAVethWithCarrier() throws Exception {
        NetlinkMessage message = Captured.message("newlink-veth-with-carrier");
        assertThat(message.type()).isEqualTo(IfLink.RTM_NEWLINK);
        assertThat(LinkDecoder.decode(message)).contains(new LinkMessage(3, "v0", MacAddress.parse("00:15:5d:0a:00:01"),
                MacAddress.ZERO, true, true, 1500, "veth", "", "", false, 0, List.of("enP2s2"), "netvscd", 6, false));
    }

    @Test
    void readsADeviceThatIsGone() throws Exception {
        NetlinkMessage message = Captured.message("dellink-veth");
        assertThat(message.type()).isEqualTo(IfLink.RTM_DELLINK);
        assertThat(LinkDecoder.decode(message)).hasValueSatisfying(link -> {
            assertThat(link.ifindex()).isEqualTo(3);
            assertThat(link.name()).isEqualTo("v0");
            assertThat(link.up()).isFalse();
            assertThat(link.carrier()).isFalse();
            assertThat(link.alternativeNames()).containsExactly("enP2s2");
        });
    }

    @Test
    void readsAVirtualFunction() throws Exception {
        NetlinkRequest request = new NetlinkRequest(IfLink.RTM_NEWLINK, 0)
                .link(7, 0x11143, -1)
                .text(3, "enP2s2")
                .attribute(IFLA_ADDRESS, MacAddress.parse("00:15:5d:0a:00:01").octets())
                .attribute(54, MacAddress.parse("00:15:5d:0a:00:02").octets())
                .u32(4, 9000)
                .u32(10, 5)
                .text(56, "0002:00:02.0")
                .text(57, "pci");
        NetlinkMessage message = NetlinkMessage.parse(request.encode(0)).get(0);
        assertThat(LinkDecoder.decode(message)).contains(new LinkMessage(7, "enP2s2",
                MacAddress.parse("00:15:5d:0a:00:01"), MacAddress.parse("00:15:5d:0a:00:02"), true, true, 9000, "",
                "0002:00:02.0", "", true, 5, List.of(), "", 0, false));
    }

    @Test
    void passesOverTheMessagesOfOtherFamilies() throws Exception {
        byte[] bridgePort = Captured.datagram("dellink-veth");
        bridgePort[NetlinkMessage.HEADER_BYTES] = 7;
        assertThat(LinkDecoder.decode(NetlinkMessage.parse(bridgePort).get(0))).isEmpty();
        byte[] decnet = Captured.datagram("newaddr-ipv4");
        decnet[NetlinkMessage.HEADER_BYTES] = 12;
        assertThat(AddressDecoder.decode(NetlinkMessage.parse(decnet).get(0))).isEmpty();
    }

    @Test
    void readsAddressesOfBothFamilies() throws Exception {
        assertThat(AddressDecoder.decode(Captured.message("newaddr-ipv4"))).contains(
                new AddressMessage(3, InetAddress.getByName("10.1.2.3"), 24, false, true));
        NetlinkMessage v6 = Captured.message("newaddr-ipv6");
        assertThat(AddressDecoder.decode(v6)).hasValueSatisfying(address -> {
            assertThat(address.text()).isEqualTo("fd00:0:0:0:0:0:0:5/64");
            assertThat(address.linkLocal()).isFalse();
            assertThat(address.usable()).isTrue();
        });
        assertThat(Captured.message("deladdr-ipv6").type()).isEqualTo(AddressDecoder.RTM_DELADDR);
    }

    @Test
    void readsTheKernelsVerdicts() throws Exception {
        assertThat(NetlinkAnswer.of(Captured.message("acknowledgement"))).isEqualTo(new NetlinkAnswer(0, ""));
        assertThat(NetlinkAnswer.of(Captured.message("error-no-device"))).isEqualTo(new NetlinkAnswer(19, ""));
        assertThat(NetlinkAnswer.of(Captured.message("error-with-text")))
                .isEqualTo(new NetlinkAnswer(95, "Unknown device type"));
        assertThat(NetlinkAnswer.of(Captured.message("dump-done"))).isEqualTo(new NetlinkAnswer(0, ""));
    }

    @Test
    void findsTheTextBehindARequestThatWasNotCut() throws Exception {
        byte[] whole = HexFormat.of().parseHex("40000000" + "0200" + "0002" + "01000000" + "00000000" + "eaffffff"
                + "1800000010000500" + "0100000000000000" + "1122334455667788"
                + "1400" + "0100" + HexFormat.of().formatHex(ascii("too much mtu\0\0\0\0")));
        assertThat(NetlinkAnswer.of(NetlinkMessage.parse(whole).get(0)).text()).isEqualTo("too much mtu");
    }

    @Test
    void readsAUevent() throws Exception {
        byte[] datagram = ascii("add@/devices/LNXSYSTM:00/VMBUS:00/pci0002:00/0002:00:02.0\0ACTION=add\0SUBSYSTEM=pci\0"
                + "PCI_CLASS=20000\0PCI_ID=15B3:1016\0PCI_SLOT_NAME=0002:00:02.0\0SEQNUM=2001\0");
        Uevent uevent = Uevent.parse(datagram);
        assertThat(uevent.action()).isEqualTo("add");
        assertThat(uevent.isPci()).isTrue();
        assertThat(uevent.pciAddress()).isEqualTo("0002:00:02.0");
        assertThat(uevent.property("SEQNUM")).isEqualTo("2001");
        assertThat(uevent.property("DRIVER")).isEmpty();
    }

    @Test
    void takesThePciAddressFromThePathWhereThereIsNoOther() throws Exception {
        Uevent uevent = Uevent.parse(ascii("remove@/devices/pci0002:00/0002:00:02.0\0SUBSYSTEM=pci\0"));
        assertThat(uevent.pciAddress()).isEqualTo("0002:00:02.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "add", "add@/devices/x", "@/devices\0", "add@\0", "add@/x\0NOVALUE\0", "add@/x\0A=b"})
    void refusesAUeventThatIsNone(String text) {
        assertThatThrownBy(() -> Uevent.parse(ascii(text))).isInstanceOf(NetlinkMalformed.class);
    }

    @Test
    void namesThePlaceOfWhatIsWrong() {
        byte[] long1 = Captured.datagram("newaddr-ipv4");
        long1[0] = 0x7f;
        assertThatThrownBy(() -> NetlinkMessage.parse(long1)).isInstanceOfSatisfying(NetlinkMalformed.class,
                e -> assertThat(e.offset()).isZero()).hasMessageContaining("127 octets where 76 are left");
        byte[] attribute = Captured.datagram("newaddr-ipv4");
        attribute[24] = 2;
        assertThatThrownBy(() -> AddressDecoder.decode(NetlinkMessage.parse(attribute).get(0)))
                .isInstanceOfSatisfying(NetlinkMalformed.class, e -> assertThat(e.offset()).isEqualTo(24));
        byte[] shortAddress = Captured.datagram("newaddr-ipv6");
        shortAddress[24] = 12;
        assertThatThrownBy(() -> AddressDecoder.decode(NetlinkMessage.parse(shortAddress).get(0)))
                .isInstanceOf(NetlinkMalformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"newlink-veth-with-carrier", "dellink-veth", "newaddr-ipv4", "newaddr-ipv6",
        "error-with-text", "error-no-device", "dump-of-loopback", "dump-done"})
    void neitherCutsNorDamageDoMoreThanBeRefused(String name) {
        byte[] whole = Captured.datagram(name);
        Random random = new Random(11);
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(catchThrowable(() -> decodeAll(damaged))).satisfiesAnyOf(
                    thrown -> assertThat(thrown).isNull(),
                    thrown -> assertThat(thrown).isInstanceOf(NetlinkMalformed.class));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void decodeAll(byte[] datagram) throws NetlinkMalformed {
        for (NetlinkMessage message : NetlinkMessage.parse(datagram)) {
            switch (message.type()) {
                case IfLink.RTM_NEWLINK, IfLink.RTM_DELLINK -> LinkDecoder.decode(message);
                case AddressDecoder.RTM_NEWADDR, AddressDecoder.RTM_DELADDR -> AddressDecoder.decode(message);
                default -> NetlinkAnswer.of(message);
            }
        }
    }

    @Test
    void writesARequestAsTheKernelWantsIt() {
        NetlinkRequest request = new NetlinkRequest(IfLink.RTM_NEWLINK, NetlinkRequest.ACKNOWLEDGE)
                .link(3, 1, 1)
                .text(20, "abc");
        int nest = request.begin(26);
        request.u8(8, 1).end(nest);
        assertThat(HexFormat.of().formatHex(request.encode(9))).isEqualTo("340000001000050009000000" + "00000000"
                + "00000000030000000100000001000000" + "0800140061626300" + "0c001a80" + "0500080001000000");
        ByteBuffer again = ByteBuffer.wrap(request.encode(10)).order(ByteOrder.nativeOrder());
        assertThat(again.getInt(8)).isEqualTo(10);
    }
}
