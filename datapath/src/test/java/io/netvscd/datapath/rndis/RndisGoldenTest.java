package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.golden.GoldenFile;
import io.netvscd.datapath.rndis.RndisMessage.Halt;
import io.netvscd.datapath.rndis.RndisMessage.IndicateStatus;
import io.netvscd.datapath.rndis.RndisMessage.Initialize;
import io.netvscd.datapath.rndis.RndisMessage.InitializeComplete;
import io.netvscd.datapath.rndis.RndisMessage.Keepalive;
import io.netvscd.datapath.rndis.RndisMessage.KeepaliveComplete;
import io.netvscd.datapath.rndis.RndisMessage.Query;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisMessage.Reset;
import io.netvscd.datapath.rndis.RndisMessage.ResetComplete;
import io.netvscd.datapath.rndis.RndisMessage.Set;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisMessage.Unused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every control message against octets that were written down by hand, in both directions. */
class RndisGoldenTest {
    private static final Map<String, RndisMessage> VECTORS = new TreeMap<>();

    static {
        VECTORS.put("initialize", new Initialize(2, 1, 0, 0x4000));
        VECTORS.put("initialize-complete",
                new InitializeComplete(2, RndisStatus.SUCCESS, 1, 0, 1, 0, 8, 0xefff_ffff, 3));
        VECTORS.put("halt", new Halt(5));
        VECTORS.put("query-permanent-address", new Query(3, Oid.ETHERNET_PERMANENT_ADDRESS, Information.EMPTY));
        VECTORS.put("query-complete-address", new QueryComplete(3, RndisStatus.SUCCESS,
                Information.of(MacAddress.parse("00:15:5d:0a:00:01").octets())));
        VECTORS.put("query-complete-not-supported",
                new QueryComplete(4, RndisStatus.NOT_SUPPORTED, Information.EMPTY));
        VECTORS.put("set-packet-filter",
                new Set(5, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(PacketFilter.of(true, false))));
        VECTORS.put("set-complete", new SetComplete(5, RndisStatus.SUCCESS));
        VECTORS.put("reset", new Reset());
        VECTORS.put("reset-complete", new ResetComplete(RndisStatus.SUCCESS, 1));
        VECTORS.put("media-connect", new IndicateStatus(RndisStatus.MEDIA_CONNECT, Information.EMPTY));
        VECTORS.put("media-disconnect", new IndicateStatus(RndisStatus.MEDIA_DISCONNECT, Information.EMPTY));
        VECTORS.put("network-change", new IndicateStatus(RndisStatus.NETWORK_CHANGE, Information.EMPTY));
        VECTORS.put("offload-config", new IndicateStatus(RndisStatus.TASK_OFFLOAD_CURRENT_CONFIG,
                Information.of(new byte[] {(byte) 0xa7, 3, (byte) 0x9c, 0})));
        VECTORS.put("link-speed-change",
                new IndicateStatus(RndisStatus.LINK_SPEED_CHANGE, Information.ofInt(100_000_000)));
        VECTORS.put("keepalive", new Keepalive(9));
        VECTORS.put("keepalive-complete", new KeepaliveComplete(9, RndisStatus.SUCCESS));
        VECTORS.put("unused-set-ex", new Unused(9));
        VECTORS.put("unused-set-ex-complete", new Unused(9 | RndisType.COMPLETION));
    }

    static Stream<String> names() {
        return VECTORS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesTheGoldenOctets(String name) {
        assertThat(RndisCodec.encode(VECTORS.get(name))).containsExactly(GoldenFile.read("rndis/" + name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsTheGoldenOctetsWithAndWithoutPadding(String name) throws RndisMalformed {
        byte[] golden = GoldenFile.read("rndis/" + name);

        assertThat(RndisCodec.decode(golden)).isEqualTo(VECTORS.get(name));
        assertThat(RndisCodec.decode(Arrays.copyOf(golden, golden.length + 7))).isEqualTo(VECTORS.get(name));
    }

    @Test
    void everyFileIsTried() {
        assertThat(GoldenFile.names("rndis")).containsExactlyElementsOf(VECTORS.keySet());
    }

    @Test
    void everyKindOfMessageHasAFile() {
        TreeSet<String> tried = new TreeSet<>();
        VECTORS.values().forEach(message -> tried.add(message.getClass().getSimpleName()));
        List<String> kinds = new ArrayList<>();
        for (Class<?> kind : RndisMessage.class.getPermittedSubclasses()) {
            if (kind.isRecord()) {
                kinds.add(kind.getSimpleName());
            } else {
                Arrays.stream(kind.getPermittedSubclasses()).forEach(answer -> kinds.add(answer.getSimpleName()));
            }
        }

        assertThat(tried).containsExactlyInAnyOrderElementsOf(new TreeSet<>(kinds));
    }

    @Test
    void asksForNothingWhileClosedAndForEverythingWhenPromiscuous() {
        assertThat(PacketFilter.of(false, true)).isZero();
        assertThat(PacketFilter.of(true, true)).isEqualTo(0x20);
        assertThat(PacketFilter.of(true, false)).isEqualTo(0x0d);
    }
}
