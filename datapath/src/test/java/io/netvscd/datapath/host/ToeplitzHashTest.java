package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.ScaleParameters;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash against the verification suite that NDIS publishes for it. */
class ToeplitzHashTest {
    static final Information KEY = Information.of(HexFormat.of().parseHex(
            "6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa"));
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final ToeplitzHash hash = new ToeplitzHash(KEY, ScaleParameters.USUAL_HASH);
    private final ByteBuffer memory = ByteBuffer.allocateDirect(128);
    private int bytes;

    /** A frame's headers. */
    static byte[] frame(String source, int sourcePort, String target, int targetPort, int protocol) throws Exception {
        byte[] from = InetAddress.getByName(source).getAddress();
        byte[] to = InetAddress.getByName(target).getAddress();
        ByteBuffer frame = ByteBuffer.allocate(128);
        frame.put(TestGuest.MAC.octets()).put(Frames.PEER.octets());
        if (from.length == 4) {
            frame.putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) 60).putInt(0)
                    .put((byte) 64).put((byte) protocol).putShort((short) 0).put(from).put(to);
        } else {
            frame.putShort((short) 0x86dd).putInt(0x60000000).putShort((short) 20)
                    .put((byte) protocol).put((byte) 64).put(from).put(to);
        }
        frame.putShort((short) sourcePort).putShort((short) targetPort);
        return Arrays.copyOf(frame.array(), frame.position() + 16);
    }

    private int of(byte[] octets) {
        memory.put(0, octets);
        bytes = octets.length;
        return hash.of(BufferUtil.address(memory), bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "66.9.149.187, 2794, 161.142.100.80, 1766, 323e8fc2, 51ccc178",
        "199.92.111.2, 14230, 65.69.140.83, 4739, d718262a, c626b0ea",
        "24.19.198.95, 12898, 12.22.207.184, 38024, d2d0a5de, 5c2b394a",
        "38.27.205.30, 48228, 209.142.163.6, 2217, 82989176, afc7327f",
        "153.39.163.191, 44251, 202.188.127.2, 1303, 5d1809c5, 10e828a2",
        "3ffe:2501:200:1fff::7, 2794, 3ffe:2501:200:3::1, 1766, 2cc18cd5, 40207d3d",
        "3ffe:501:8::260:97ff:fe40:efab, 14230, ff02::1, 4739, 0f0c461c, dde51bbf",
        "3ffe:1900:4545:3:200:f8ff:fe21:67cf, 44251, fe80::200:f8ff:fe21:67cf, 38024, 4b61e985, 02d1feef"})
    void verificationSuite(String source, int sourcePort, String target, int targetPort, String plain, String tcp)
            throws Exception {
        boolean ipv6 = source.contains(":");

        assertThat(Integer.toHexString(of(frame(source, sourcePort, target, targetPort, TCP))))
                .isEqualTo(tcp.replaceFirst("^0+", ""));
        assertThat(hash.type()).isEqualTo(ipv6 ? ScaleParameters.TCP_IPV6 : ScaleParameters.TCP_IPV4);
        assertThat(Integer.toHexString(of(frame(source, sourcePort, target, targetPort, UDP))))
                .isEqualTo(plain.replaceFirst("^0+", ""));
        assertThat(hash.type()).isEqualTo(ipv6 ? ScaleParameters.IPV6 : ScaleParameters.IPV4);
    }

    @Test
    void leavesThePortsOfFragmentsAlone() throws Exception {
        byte[] fragment = frame("66.9.149.187", 2794, "161.142.100.80", 1766, TCP);
        fragment[14 + 6] = 0x20;

        assertThat(of(fragment)).isEqualTo(0x323e8fc2);
    }

    @Test
    void looksBehindATag() throws Exception {
        byte[] frame = frame("66.9.149.187", 2794, "161.142.100.80", 1766, TCP);
        ByteBuffer tagged = ByteBuffer.allocate(frame.length + 4).put(frame, 0, 12).putInt(0x81000005)
                .put(frame, 12, frame.length - 12);

        assertThat(of(tagged.array())).isEqualTo(0x51ccc178);
    }

    @Test
    void hasNoHashForWhatIsNoIpOrIsCutOff() throws Exception {
        assertThat(of(Frames.toGuest(1))).isZero();
        assertThat(hash.type()).isZero();
        byte[] cut = frame("66.9.149.187", 2794, "161.142.100.80", 1766, TCP);
        for (int length = 14; length < 34; length++) {
            assertThat(of(Arrays.copyOf(cut, length))).isZero();
        }
    }

    @Test
    void hasNoHashOfATypeThatIsNotAskedFor() throws Exception {
        ToeplitzHash tcpAlone = new ToeplitzHash(KEY, ScaleParameters.TOEPLITZ | ScaleParameters.TCP_IPV4);
        memory.put(0, frame("66.9.149.187", 2794, "161.142.100.80", 1766, UDP));

        assertThat(tcpAlone.of(BufferUtil.address(memory), 60)).isZero();
        assertThat(tcpAlone.type()).isZero();
    }
}
