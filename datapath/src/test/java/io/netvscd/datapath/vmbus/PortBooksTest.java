package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Goal: what a port keeps books of (sections, completions, packets with frames out) is never counted twice or lost. */
class PortBooksTest {
    @Test
    void completionsKeepTheirOrderAcrossGrowthAndWrap() {
        CompletionQueue queue = new CompletionQueue(300);
        long next = 0;
        for (int id = 0; id < 300; id++) {
            queue.add(id, id & 1);
            if (id % 3 == 0) {
                assertThat(queue.firstTransactionId()).isEqualTo(next);
                assertThat(queue.firstStatus()).isEqualTo((int) next & 1);
                queue.removeFirst();
                next++;
            }
        }
        assertThat(queue.size()).isEqualTo(200);
        while (!queue.isEmpty()) {
            assertThat(queue.firstTransactionId()).isEqualTo(next++);
            queue.removeFirst();
        }
        assertThat(next).isEqualTo(300);
    }

    @Test
    void completionsAreBounded() {
        CompletionQueue queue = new CompletionQueue(2);
        queue.add(1, 1);
        assertThat(queue.isFull()).isFalse();
        queue.add(2, 1);
        assertThat(queue.isFull()).isTrue();
    }

    @Test
    void idsOfSectionsNeverCollideWithThoseOfControlMessages() {
        SendSections sections = new SendSections(4, 8);
        for (int i = 0; i < 4; i++) {
            long id = sections.handOver(sections.take());
            assertThat(id >>> 32).isPositive();
            assertThat((int) id).isBetween(4, 7);
        }
        assertThat(sections.take()).isEqualTo(-1);
        assertThat(sections.available()).isZero();
        assertThat(sections.outstanding()).isEqualTo(4);
    }

    @Test
    void aSectionHandedOverAgainHasAnotherId() {
        SendSections sections = new SendSections(0, 1);
        long first = sections.handOver(sections.take());
        assertThat(sections.complete(first)).isTrue();
        long second = sections.handOver(sections.take());
        assertThat(second).isNotEqualTo(first);
        assertThat(sections.complete(first)).isFalse();
        assertThat(sections.complete(second)).isTrue();
    }

    @Test
    void anIdThatWasNeverGivenFreesNothing() {
        SendSections sections = new SendSections(0, 2);
        for (long id : new long[] {0, 1, 2, -1, 1L << 32, (1L << 32) + 1, Long.MIN_VALUE, 0xffffffffL}) {
            assertThat(sections.complete(id)).isFalse();
        }
        assertThat(sections.available()).isEqualTo(2);
    }

    @Test
    void aPacketIsCompletedWhenWalkedAndAllItsFramesAreBackWhicheverIsLast() {
        LentPackets lent = new LentPackets(2);
        int slot = lent.open(9);
        lent.lend(slot);
        lent.lend(slot);
        assertThat(lent.giveBack(slot)).isFalse();
        assertThat(lent.finish(slot)).isFalse();
        assertThat(lent.giveBack(slot)).isTrue();
        lent.close(slot);

        int early = lent.open(10);
        lent.lend(early);
        assertThat(lent.giveBack(early)).isFalse();
        assertThat(lent.finish(early)).isTrue();
        assertThat(lent.framesOut()).isZero();
    }

    @Test
    void refusesMorePacketsThanItHasRoomFor() {
        LentPackets lent = new LentPackets(1);
        assertThat(lent.hasRoom()).isTrue();
        int slot = lent.open(1);
        assertThat(lent.hasRoom()).isFalse();
        lent.close(slot);
        assertThat(lent.hasRoom()).isTrue();
    }

    @Test
    void controlSectionsAreNeverMoreThanHalfOfTheBuffer() {
        ControlSections sections = new ControlSections(0x1000, 8192);
        sections.sectionBytes(2048);
        assertThat(sections.sections()).isEqualTo(2);
        sections.sectionBytes(0);
        sections.sectionBytes(9000);
        sections.sectionBytes(-1);
        assertThat(sections.sections()).isEqualTo(2);
        assertThat(sections.address(1)).isEqualTo(0x1800);
        assertThat(sections.find(2049)).isEqualTo(-1);
    }

    @Test
    void controlSectionsOfABufferThatIsNotThereHoldNothing() {
        ControlSections sections = new ControlSections(0, 0);
        assertThat(sections.find(8)).isEqualTo(-1);
    }
}
