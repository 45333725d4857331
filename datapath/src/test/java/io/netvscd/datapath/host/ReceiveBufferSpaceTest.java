package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiveBufferSpaceTest {
    private final ReceiveBufferSpace space = new ReceiveBufferSpace(4096, 4);

    @Test
    void messagesAreAlignedAndNeverSplitByTheEnd() {
        long first = packet(1001, 2000);
        assertThat(space.release(first)).isTrue();
        assertThat(space.begin(4)).isTrue();
        assertThat(space.claim(1500)).isZero();
        assertThat(space.claim(1504)).isEqualTo(1504);
        assertThat(space.claim(1)).isEqualTo(3008);
    }

    @Test
    void aFullBufferHasNoRoomUntilSomethingComesBack() {
        long first = packet(2048);
        packet(2048);
        assertThat(space.begin(4)).isTrue();
        assertThat(space.claim(1)).isEqualTo(ReceiveBufferSpace.NONE);
        space.release(first);
        assertThat(space.begin(4)).isTrue();
        assertThat(space.claim(2048)).isZero();
    }

    @Test
    void spaceComesBackInOrderWhateverTheOrderOfCompletions() {
        long first = packet(2048);
        long second = packet(2048);
        space.release(second);
        space.begin(4);
        assertThat(space.claim(1)).isEqualTo(ReceiveBufferSpace.NONE);
        space.release(first);
        assertThat(space.out()).isZero();
        space.begin(4);
        assertThat(space.claim(4096)).isZero();
    }

    @Test
    void onlySoManyPacketsAreOut() {
        for (int i = 0; i < 4; i++) {
            packet(8);
        }
        assertThat(space.begin(4)).isFalse();
    }

    @Test
    void whatIsNotOutCannotComeBack() {
        long id = packet(8);
        packet(8);
        assertThat(space.release(id + 2)).isFalse();
        assertThat(space.release(0)).isFalse();
        assertThat(space.release(-1)).isFalse();
        assertThat(space.release(id + 1)).isTrue();
        assertThat(space.release(id + 1)).isFalse();
        assertThat(space.release(id)).isTrue();
        assertThat(space.release(id)).isFalse();
    }

    @Test
    void anAbandonedPacketLeavesNothingBehind() {
        space.begin(4);
        space.claim(4096);
        space.begin(4);
        assertThat(space.claim(4096)).isZero();
    }

    @Test
    void aMessageLargerThanTheBufferNeverFits() {
        space.begin(4);
        assertThat(space.claim(4097)).isEqualTo(ReceiveBufferSpace.NONE);
    }

    private long packet(int... messages) {
        assertThat(space.begin(4)).isTrue();
        for (int bytes : messages) {
            assertThat(space.claim(bytes)).isNotEqualTo(ReceiveBufferSpace.NONE);
        }
        return space.commit();
    }
}
