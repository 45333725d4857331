package io.netvscd.datapath.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

class MemoryPortTest {
    private final MemoryPort.Pair wire = MemoryPort.pair("wire", 1024);
    private final Burst burst = new Burst(8);

    @Test
    void carriesFramesOfEveryLengthWholeAndInOrderRoundTheEndOfItsMemory() {
        for (int length = 1; length <= 500; length++) {
            byte[] frame = new byte[length];
            frame[0] = (byte) length;
            frame[length - 1] = (byte) length;
            assertThat(wire.near().send(frame)).isTrue();

            assertThat(wire.far().receive(burst)).isEqualTo(1);
            assertThat(burst.length[0]).isEqualTo(length);
            assertThat(UnsafeApi.getByte(burst.address[0])).isEqualTo((byte) length);
            assertThat(UnsafeApi.getByte(burst.address[0] + length - 1)).isEqualTo((byte) length);
            wire.far().release(burst);
        }
    }

    @Test
    void takesNoMoreThanThereIsRoomForUntilFramesAreReleased() {
        byte[] frame = new byte[100];
        int taken = 0;
        while (wire.near().send(frame)) {
            taken++;
        }
        assertThat(taken).isBetween(7, 8);

        wire.far().receive(burst);
        assertThat(wire.near().send(frame)).isFalse();
        wire.far().release(burst);
        assertThat(wire.near().send(frame)).isTrue();
    }

    @Test
    void takesNothingWhileItHasFailed() {
        wire.near().fail(true);

        assertThat(wire.near().send(new byte[60])).isFalse();
        assertThat(wire.near().health()).isEqualTo(Port.Health.FAILED);
    }
}
