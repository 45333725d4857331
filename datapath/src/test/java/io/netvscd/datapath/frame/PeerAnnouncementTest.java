package io.netvscd.datapath.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerAnnouncementTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");

    @Test
    void announcesAnIpv4AddressByGratuitousArp() throws Exception {
        assertThat(hex("10.1.2.3")).isEqualTo("ffffffffffff" + "00155d0a0001" + "0806" + "0001"
                + "0800" + "06" + "04" + "0001" + "00155d0a0001" + "0a010203" + "000000000000" + "0a010203"
                + "00".repeat(18));
    }

    @Test
    void announcesAnIpv6AddressByUnsolicitedAdvertisement() throws Exception {
        assertThat(hex("fe80::215:5dff:fe0a:1")).isEqualTo("333300000001" + "00155d0a0001" + "86dd"
                + "60000000" + "0020" + "3a" + "ff"
                + "fe8000000000000002155dfffe0a0001" + "ff020000000000000000000000000001"
                + "88" + "00" + "403d" + "20000000" + "fe8000000000000002155dfffe0a0001" + "0201" + "00155d0a0001");
    }

    @Test
    void makesOneFrameForEachAddressInTheirOrder() throws Exception {
        byte[][] frames = PeerAnnouncement.frames(MAC,
                List.of(InetAddress.getByName("fd00::1"), InetAddress.getByName("10.0.0.1")));
        assertThat(frames).hasNumberOfRows(2);
        assertThat(frames[0]).hasSize(86);
        assertThat(frames[1]).hasSize(60);
    }

    @Test
    void showsBridgesWhereADeviceWithoutAddressesIs() {
        byte[][] frames = PeerAnnouncement.frames(MAC, List.of());
        assertThat(frames).hasNumberOfRows(1);
        assertThat(HexFormat.of().formatHex(frames[0])).isEqualTo("ffffffffffff" + "00155d0a0001" + "8035" + "0001"
                + "0800" + "06" + "04" + "0003" + "00155d0a0001" + "00000000" + "00155d0a0001" + "00000000"
                + "00".repeat(18));
    }

    private static String hex(String address) throws Exception {
        byte[][] frames = PeerAnnouncement.frames(MAC, List.of(InetAddress.getByName(address)));
        assertThat(frames).hasNumberOfRows(1);
        return HexFormat.of().formatHex(frames[0]);
    }
}
