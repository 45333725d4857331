package io.netvscd.datapath.nvsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.golden.GoldenFile;
import io.netvscd.datapath.nvsp.NvspMessage.IndirectionTable;
import io.netvscd.datapath.nvsp.NvspMessage.Init;
import io.netvscd.datapath.nvsp.NvspMessage.InitComplete;
import io.netvscd.datapath.nvsp.NvspMessage.NdisConfig;
import io.netvscd.datapath.nvsp.NvspMessage.NdisVersion;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeSendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacket;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacketComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SendBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelRequest;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.datapath.nvsp.NvspMessage.Unused;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message against octets that were written down by hand, in both directions. */
class NvspGoldenTest {
    private record Vector(NvspMessage message, NvspVersion version) {
    }

    private static final NvspVersion UNPADDED = null;

    private static final Map<String, Vector> VECTORS = new TreeMap<>();

    static {
        vector("init-6.1", NvspVersion.V6_1, Init.of(NvspVersion.V6_1));
        vector("init-1.0", NvspVersion.V1, Init.of(NvspVersion.V1));
        vector("init-complete", NvspVersion.V6_1, new InitComplete(-1, 34, NvspStatus.SUCCESS));
        vector("init-complete-too-new", NvspVersion.V5, new InitComplete(0, 0, NvspStatus.TOO_NEW));
        vector("ndis-version", NvspVersion.V6_1, new NdisVersion(6, 30));
        vector("receive-buffer", NvspVersion.V6_1, new ReceiveBuffer(0xe1e110, ReceiveBuffer.ID));
        vector("receive-buffer-complete", NvspVersion.V6_1,
                new ReceiveBufferComplete(NvspStatus.SUCCESS, 0, 1728, 9709, 9709 * 1728));
        vector("receive-buffer-refused", NvspVersion.V5, ReceiveBufferComplete.refused(NvspStatus.FAILURE));
        vector("revoke-receive-buffer", NvspVersion.V6_1, new RevokeReceiveBuffer(ReceiveBuffer.ID));
        vector("send-buffer", NvspVersion.V6_1, new SendBuffer(0xe1e111, SendBuffer.ID));
        vector("send-buffer-complete", NvspVersion.V6_1, new SendBufferComplete(NvspStatus.SUCCESS, 6144));
        vector("revoke-send-buffer", NvspVersion.V6_1, new RevokeSendBuffer(SendBuffer.ID));
        vector("rndis-packet-control", NvspVersion.V6_1, new RndisPacket(RndisPacket.CONTROL, 3, 24));
        vector("rndis-packet-data-pages", NvspVersion.V6, new RndisPacket(RndisPacket.DATA, RndisPacket.NO_SECTION, 0));
        vector("rndis-packet-complete", UNPADDED, new RndisPacketComplete(NvspStatus.SUCCESS));
        vector("ndis-config", NvspVersion.V6_1,
                new NdisConfig(1514, NdisCapability.SRIOV | NdisCapability.IEEE_8021Q | NdisCapability.TEAMING));
        vector("vf-association-5.0", NvspVersion.V5, new VfAssociation(true, 123));
        vector("vf-disassociation-6.1", NvspVersion.V6_1, new VfAssociation(false, 123));
        vector("switch-to-vf", NvspVersion.V6_1, new SwitchDataPath(DataPath.VF));
        vector("switch-by-host", UNPADDED, new SwitchDataPath(DataPath.SYNTHETIC));
        vector("subchannel-request", NvspVersion.V6_1, new SubchannelRequest(SubchannelRequest.ALLOCATE, 7));
        vector("subchannel-complete", NvspVersion.V6_1, new SubchannelComplete(NvspStatus.SUCCESS, 3));
        vector("indirection-table", NvspVersion.V6_1, new IndirectionTable(channels()));
        vector("unused-130", NvspVersion.V6, new Unused(130));
    }

    private static void vector(String name, NvspVersion version, NvspMessage message) {
        VECTORS.put(name, new Vector(message, version));
    }

    private static List<Integer> channels() {
        List<Integer> channels = new ArrayList<>();
        for (int i = 0; i < IndirectionTable.ENTRIES; i++) {
            channels.add(i % 4);
        }
        return channels;
    }

    private static NvspMessage decode(NvspMessage expected, byte[] octets) throws NvspMalformed {
        return expected instanceof SubchannelComplete ? NvspCodec.decodeCompletion(octets) : NvspCodec.decode(octets);
    }

    static Stream<String> names() {
        return VECTORS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesTheGoldenOctets(String name) {
        Vector vector = VECTORS.get(name);
        byte[] written = vector.version == UNPADDED
                ? NvspCodec.encodeUnpadded(vector.message)
                : NvspCodec.encode(vector.message, vector.version);

        assertThat(written).containsExactly(GoldenFile.read("nvsp/" + name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsTheGoldenOctets(String name) throws NvspMalformed {
        NvspMessage expected = VECTORS.get(name).message;

        assertThat(decode(expected, GoldenFile.read("nvsp/" + name))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsThemWithThePaddingOfTheRing(String name) throws NvspMalformed {
        NvspMessage expected = VECTORS.get(name).message;
        byte[] golden = GoldenFile.read("nvsp/" + name);

        assertThat(decode(expected, Arrays.copyOf(golden, golden.length + 7))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {109, 116, 124, 126, 127, 131, 132, 135, 136, 137, -1})
    void passesOverATypeThatNoNetvscUses(int type) throws NvspMalformed {
        byte[] octets = GoldenFile.read("nvsp/unused-130");
        ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).putInt(0, type);

        assertThat(NvspCodec.decode(octets)).isEqualTo(new Unused(type));
        assertThat(NvspCodec.encode(new Unused(type), NvspVersion.V6)).containsExactly(octets);
    }

    @Test
    void everyFileIsTried() {
        assertThat(GoldenFile.names("nvsp")).containsExactlyElementsOf(VECTORS.keySet());
    }

    @Test
    void everyKindOfMessageHasAFile() {
        TreeSet<String> tried = new TreeSet<>();
        VECTORS.values().forEach(vector -> tried.add(vector.message.getClass().getSimpleName()));
        List<String> kinds = new ArrayList<>();
        for (Class<?> kind : NvspMessage.class.getPermittedSubclasses()) {
            kinds.add(kind.getSimpleName());
        }
        Collections.sort(kinds);

        assertThat(tried).containsExactlyElementsOf(kinds);
    }
}
