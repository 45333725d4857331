package io.netvscd.datapath.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelNewsTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final LinkMessage VF = new LinkMessage(7, "enP2s2", MAC, MacAddress.parse("00:15:5d:0a:00:02"), true, true, 9000,
            "", "0002:00:02.0", "", true, 5, List.of(), "netvscd: VF of eth0", 6, false);
    private static final LinkMessage BARE = new LinkMessage(8, "v0", MacAddress.ZERO, MacAddress.ZERO, true, false, 1500, "veth", "", "",
            false, 0, List.of(), "", 0, false);

    @Test
    void aDeviceIsReadAsItWasWritten() throws Exception {
        for (LinkMessage link : List.of(VF, BARE)) {
            assertThat(LinkDecoder.decode(only(KernelNews.linkSeen(link)))).contains(link);
        }
    }

    @Test
    void whatTheKernelSaidIsSaidAgainWithoutWhatNobodyReads() throws Exception {
        LinkMessage said = LinkDecoder.decode(Captured.message("newlink-veth-with-carrier")).orElseThrow();

        LinkMessage again = LinkDecoder.decode(only(KernelNews.linkSeen(said))).orElseThrow();

        assertThat(again).usingRecursiveComparison().ignoringFields("alternativeNames").isEqualTo(said);
    }

    @Test
    void aDeviceThatIsGoneIsNamed() throws Exception {
        NetlinkMessage message = only(KernelNews.linkGone(7, "enP2s2"));

        assertThat(message.type()).isEqualTo(IfLink.RTM_DELLINK);
        assertThat(LinkDecoder.decode(message)).hasValueSatisfying(link -> {
            assertThat(link.ifindex()).isEqualTo(7);
            assertThat(link.name()).isEqualTo("enP2s2");
        });
    }

    @Test
    void anAddressOfEitherFamilyIsReadAsItWasWritten() throws Exception {
        for (String text : List.of("10.1.2.3", "fd00::5")) {
            AddressMessage address = new AddressMessage(3, InetAddress.getByName(text), 24, false, true);

            assertThat(AddressDecoder.decode(only(KernelNews.addressSeen(address)))).contains(address);
            assertThat(only(KernelNews.addressGone(address)).type()).isEqualTo(AddressDecoder.RTM_DELADDR);
        }
    }

    @Test
    void anAddressIsReadOfItsText() throws Exception {
        for (String text : List.of("10.1.2.3", "fd00::5", "fe80::1")) {
            InetAddress address = InetAddress.getByName(text);
            AddressMessage message = new AddressMessage(3, address, 24, address.isLinkLocalAddress(), true);

            assertThat(AddressMessage.parse(3, message.text())).contains(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "10.1.2.3", "10.1.2.300/24", "10.1.2.3/33", "host/24", "fd00:::5/64", "1:2/64", "fd00::5/129", ".:/1"})
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(AddressMessage.parse(3, text)).isEmpty();
    }

    @Test
    void aDumpOfManyDevicesTakesSeveralDatagramsAndHasOneEnd() throws Exception {
        List<LinkMessage> read = new ArrayList<>();
        List<Integer> others = new ArrayList<>();

        List<byte[]> datagrams = KernelNews.dump(Collections.nCopies(300, VF), 41);
        for (byte[] datagram : datagrams) {
            assertThat(datagram.length).isLessThan(32 << 10);
            for (NetlinkMessage message : NetlinkMessage.parse(datagram)) {
                assertThat(message.sequence()).isEqualTo(41);
                if (message.type() == IfLink.RTM_NEWLINK) {
                    LinkDecoder.decode(message).ifPresent(read::add);
                } else {
                    others.add(message.type());
                }
            }
        }

        assertThat(datagrams).hasSizeGreaterThan(1);
        assertThat(read).hasSize(300).containsOnly(VF);
        assertThat(others).containsExactly(NetlinkMessage.DONE);
    }

    @Test
    void aVerdictAnswersItsRequestAndQuotesItAsTheKernelDoes() throws Exception {
        byte[] request = LinkRequests.mtu(7, 9000).encode(12);

        NetlinkMessage done = only(KernelNews.answer(request, 0));
        NetlinkMessage refused = only(KernelNews.answer(request, 22));

        assertThat(NetlinkAnswer.of(done)).isEqualTo(new NetlinkAnswer(0, ""));
        assertThat(done.sequence()).isEqualTo(12);
        assertThat(done.payload().limit()).isEqualTo(Integer.BYTES + NetlinkMessage.HEADER_BYTES);
        assertThat(NetlinkAnswer.of(refused)).isEqualTo(new NetlinkAnswer(22, ""));
        assertThat(refused.payload().limit()).isEqualTo(Integer.BYTES + request.length);
    }

    @Test
    void aUeventIsReadAsItWasWritten() throws Exception {
        Uevent uevent = new Uevent("add", "/devices/0002:00:02.0", Map.of("SUBSYSTEM", "pci"));

        assertThat(Uevent.parse(uevent.encode())).isEqualTo(uevent);
    }

    private static NetlinkMessage only(byte[] datagram) throws NetlinkMalformed {
        List<NetlinkMessage> messages = NetlinkMessage.parse(datagram);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }
}
