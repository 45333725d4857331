package io.netvscd.datapath.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.nvsp.NvspType;
import io.netvscd.datapath.rndis.RndisType;
import io.netvscd.datapath.vmbus.PacketType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Goal: no message of the protocol without golden octets. Method: the lists of types as the protocol has them, against
 * the number with which each golden file begins; the constants in the code are held to the same lists. That every file
 * is read and written is each protocol's own golden test to prove.
 */
class MessageListTest {
    /** Types that a network channel uses, of those that a ring knows. */
    private static final List<Integer> PACKETS = List.of(0x6, 0x7, 0x9, 0xb);
    /** NVSP as far as a netvsc speaks it; 109 to 124, 126, 127, 131, 132, 135 and 136 are only passed over. */
    private static final List<Integer> NVSP =
            List.of(1, 2, 100, 101, 102, 103, 104, 105, 106, 107, 108, 125, 128, 129, 130, 133, 134);
    private static final List<Integer> RNDIS_CONTROL = List.of(2, 3, 4, 5, 6, 7, 8, 9);
    /** Neither of them is ever answered. */
    private static final Set<Integer> WITHOUT_COMPLETION = Set.of(RndisType.HALT, RndisType.INDICATE_STATUS);

    @Test
    void packetsOfARing() {
        assertThat(constants(PacketType.class, "COMPLETION_REQUESTED", "LAST")).containsExactlyElementsOf(PACKETS);
        assertThat(firstWords("vmbus", Short.BYTES)).containsExactlyElementsOf(PACKETS);
    }

    @Test
    void messagesOfNvsp() {
        assertThat(constants(NvspType.class)).isSubsetOf(NVSP);
        assertThat(firstWords("nvsp", Integer.BYTES)).containsExactlyElementsOf(NVSP);
    }

    @Test
    void controlMessagesOfRndis() {
        Set<Integer> all = new TreeSet<>(RNDIS_CONTROL);
        RNDIS_CONTROL.stream().filter(type -> !WITHOUT_COMPLETION.contains(type))
                .forEach(type -> all.add(type | RndisType.COMPLETION));

        assertThat(constants(RndisType.class, "COMPLETION", "PACKET")).isSubsetOf(RNDIS_CONTROL);
        assertThat(firstWords("rndis", Integer.BYTES)).containsExactlyElementsOf(all);
    }

    @Test
    void dataPacketsOfRndis() {
        assertThat(firstWords("packet", Integer.BYTES)).containsExactly(RndisType.PACKET);
    }

    @Test
    void everyFileSaysWhereItsOctetsAre() {
        for (String folder : List.of("vmbus", "nvsp", "rndis", "packet", "oid")) {
            assertThat(GoldenFile.names(folder)).allSatisfy(name ->
                    assertThat(GoldenFile.text(folder + "/" + name)).startsWith("# ").contains("# @0"));
        }
    }

    private static Set<Integer> firstWords(String folder, int octets) {
        return GoldenFile.names(folder).stream()
                .map(name -> ByteBuffer.wrap(GoldenFile.read(folder + "/" + name)).order(ByteOrder.LITTLE_ENDIAN))
                .map(in -> octets == Short.BYTES ? in.getShort(0) : in.getInt(0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> constants(Class<?> types, String... but) {
        return Stream.of(types.getFields()).filter(field -> !Arrays.asList(but).contains(field.getName()))
                .map(MessageListTest::value).collect(Collectors.toCollection(TreeSet::new));
    }

    private static int value(Field constant) {
        try {
            return constant.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
