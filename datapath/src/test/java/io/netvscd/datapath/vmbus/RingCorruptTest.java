package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: whatever the other side writes, the answer is a packet, a named fault, or {@link RingCorrupt}; never anything
 * else.
 */
class RingCorruptTest {
    private static final int WRITE_INDEX = 0;
    private static final int READ_INDEX = 4;

    private final TestRing ring = new TestRing(4096);

    @ParameterizedTest
    @ValueSource(ints = {4096, 4104, -8, Integer.MIN_VALUE, Integer.MAX_VALUE, 1, 20, 4095})
    void refusesAWriteIndexThatIsNoPlaceInTheRing(int index) {
        ring.header(WRITE_INDEX, index);
        assertThatThrownBy(ring::next).isInstanceOf(RingCorrupt.class)
                .hasMessage("write index " + Integer.toUnsignedString(index) + " is not a place in the ring");
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, -8, 12, Integer.MIN_VALUE})
    void refusesAReadIndexThatIsNoPlaceInTheRing(int index) {
        ring.header(READ_INDEX, index);
        assertThatThrownBy(() -> ring.producer.freeBytes()).isInstanceOf(RingCorrupt.class);
    }

    @Test
    void refusesAReadIndexBeyondWhatWasWritten() {
        ring.send(1, 40);
        ring.header(READ_INDEX, 128);
        assertThatThrownBy(() -> ring.producer.freeBytes()).isInstanceOf(RingCorrupt.class)
                .hasMessage("read index 128 is outside of what was written");
    }

    @Test
    void refusesAReadIndexThatGoesBackwards() {
        ring.send(1, 40);
        ring.send(2, 40);
        ring.next();
        ring.consumer.advance();
        ring.producer.freeBytes();
        ring.header(READ_INDEX, 0);
        assertThatThrownBy(() -> ring.producer.freeBytes()).isInstanceOf(RingCorrupt.class);
    }

    @Test
    void refusesAWriteIndexThatGoesBackwards() {
        ring.send(1, 40);
        ring.send(2, 40);
        ring.next();
        ring.header(WRITE_INDEX, 64);
        ring.next();
        assertThatThrownBy(() -> ring.consumer.isEmpty()).isInstanceOf(RingCorrupt.class)
                .hasMessage("write index 64 went backwards");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 0xffff})
    void refusesALengthThatHidesTheNextPacket(int length8) {
        ring.data(0, 6L | 2L << 16 | (long) length8 << 32);
        ring.header(WRITE_INDEX, 72);
        assertThatThrownBy(ring::next).isInstanceOf(RingCorrupt.class)
                .hasMessage("packet at 0 claims " + length8 * 8 + " octets of 72");
    }

    @Test
    void refusesAWriteIndexThatLeavesNoRoomForADescriptor() {
        ring.header(WRITE_INDEX, 16);
        assertThatThrownBy(ring::next).isInstanceOf(RingCorrupt.class)
                .hasMessage("write index 16 leaves no room for a descriptor at 0");
    }

    @Test
    void namesAnUnknownTypeAndGoesOn() {
        expectFault(14L | 2L << 16 | 2L << 32, PacketFault.UNKNOWN_TYPE);
    }

    @Test
    void namesTypeZeroAndGoesOn() {
        expectFault(2L << 16 | 2L << 32, PacketFault.UNKNOWN_TYPE);
    }

    @Test
    void namesUnknownFlagsAndGoesOn() {
        expectFault(6L | 2L << 16 | 2L << 32 | 3L << 48, PacketFault.UNKNOWN_FLAGS);
    }

    @Test
    void namesAPayloadInsideTheDescriptorAndGoesOn() {
        expectFault(6L | 1L << 16 | 2L << 32, PacketFault.PAYLOAD_OFFSET);
    }

    @Test
    void namesAPayloadBeyondThePacketAndGoesOn() {
        expectFault(6L | 3L << 16 | 2L << 32, PacketFault.PAYLOAD_OFFSET);
    }

    @Test
    void showsTheFirstOctetsOfAPacket() {
        ring.offer(PacketType.IN_BAND, 0x0102030405060708L, new byte[] {(byte) 0x80, 0, 0, 0});
        ring.producer.publish();
        ring.next();
        assertThat(ring.packet.firstBytes(20)).containsExactly(
                6, 0, 2, 0, 3, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1, 0x80, 0, 0, 0);
        assertThat(ring.packet.firstBytes(64)).hasSize(24);
    }

    private void expectFault(long descriptor, PacketFault fault) {
        ring.data(0, descriptor);
        ring.header(WRITE_INDEX, 24);
        assertThat(ring.next()).isEqualTo(RingRead.MALFORMED);
        assertThat(ring.packet.fault()).isEqualTo(fault);
        assertThat(ring.packet.payloadBytes()).isZero();
        assertThat(ring.next()).isEqualTo(RingRead.EMPTY);
    }
}
