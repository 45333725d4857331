package io.netvscd.datapath.vmbus;

import static io.netvscd.datapath.vmbus.PortFixture.SEND_SECTION_BYTES;
import static io.netvscd.datapath.vmbus.PortFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.port.Port;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

/**
 * Goal: orders reach the ring in order, the host's words reach the listener, and neither stands in the way of frames.
 */
class VmbusPortControlTest {
    private final PortFixture bench = new PortFixture();

    @Test
    void sendsMessagesAndCompletionsInTheOrderGiven() {
        bench.port.submit(new ChannelOrder.SendMessage(1, true, new byte[40]));
        bench.port.submit(new ChannelOrder.SendCompletion(0x8000000000000000L, new byte[0]));
        bench.port.submit(new ChannelOrder.SendMessage(2, false, new byte[28]));

        bench.poll();

        assertThat(bench.host.read())
                .extracting(seen -> seen.type() + " " + Long.toHexString(seen.transactionId()) + " "
                        + seen.completionRequested() + " " + seen.payload().length)
                .containsExactly("6 1 true 40", "11 8000000000000000 false 0", "6 2 false 32");
    }

    @Test
    void sendsRndisThroughASectionThatComesFreeWithItsCompletion() {
        bench.port.submit(new ChannelOrder.SendRndis(7, new byte[] {2, 0, 0, 0, 24, 0, 0, 0}));
        bench.port.submit(new ChannelOrder.SendRndis(8, new byte[8]));
        bench.poll();

        FakeHost.Seen seen = bench.host.read().get(0);
        assertThat(seen.nvspType()).isEqualTo(107);
        assertThat(seen.word(4)).isEqualTo(1);
        assertThat(seen.word(8)).isZero();
        assertThat(seen.word(12)).isEqualTo(8);
        assertThat(TestMemory.read(bench.device.sendBufferAddress(), 8)).containsExactly(2, 0, 0, 0, 24, 0, 0, 0);
        assertThat(bench.listener.heard).containsExactly("full 8");

        bench.host.complete(7, 1);
        bench.poll();
        bench.port.submit(new ChannelOrder.SendRndis(9, new byte[8]));
        bench.poll();
        assertThat(bench.host.read()).extracting(FakeHost.Seen::transactionId).containsExactly(9L);
        assertThat(bench.listener.heard).containsExactly("full 8", "completion 7 6c 00 00 00 01 00 00 00");
    }

    @Test
    void usesMoreSectionsForControlOnceTheHostSaidHowLargeTheyAre() {
        bench.host.send(PacketType.COMPLETION, 0, 3, "69 00 00 00 01 00 00 00 00 08 00 00 00 00 00 00");
        bench.poll();
        for (int id = 10; id < 15; id++) {
            bench.port.submit(new ChannelOrder.SendRndis(id, new byte[600]));
        }
        bench.poll();

        assertThat(bench.host.read()).extracting(seen -> seen.word(8)).containsExactly(0, 1, 2, 3);
        assertThat(bench.listener.heard).endsWith("full 14");
    }

    @Test
    void keepsDataOutOfTheControlSections() {
        bench.host.send(PacketType.COMPLETION, 0, 3, "69 00 00 00 01 00 00 00 00 08 00 00 00 00 00 00");
        bench.poll();
        bench.configured();
        while (bench.send(frame(1514, 1)) == 1) {
            assertThat(bench.host.read()).allSatisfy(seen -> assertThat(seen.word(8)).isBetween(4, 15));
        }
        bench.port.submit(new ChannelOrder.SendRndis(1, new byte[8]));
        bench.poll();
        assertThat(bench.host.read()).extracting(seen -> seen.word(8)).containsExactly(0);
    }

    @Test
    void saysSoWhenAMessageDoesNotFit() {
        PortFixture small = new PortFixture(8192, 16 * SEND_SECTION_BYTES);
        for (int id = 1; id <= 5; id++) {
            small.port.submit(new ChannelOrder.SendMessage(id, false, new byte[1000]));
        }
        small.poll();
        assertThat(small.listener.heard).containsExactly("full 4", "full 5");
    }

    @Test
    void retriesACompletionUntilThereIsRoom() {
        PortFixture small = new PortFixture(8192, 16 * SEND_SECTION_BYTES);
        for (int id = 1; id <= 3; id++) {
            small.port.submit(new ChannelOrder.SendMessage(id, false, new byte[1000]));
        }
        small.port.submit(new ChannelOrder.SendMessage(4, false, new byte[976]));
        small.port.submit(new ChannelOrder.SendCompletion(50, new byte[8]));
        small.poll();
        assertThat(small.listener.heard).isEmpty();
        assertThat(small.host.read()).hasSize(4);
        small.poll();
        assertThat(small.host.read()).extracting(FakeHost.Seen::transactionId).containsExactly(50L);
    }

    @Test
    void handsOnMessagesAndCompletionsOfAnyLength() {
        bench.host.send(PacketType.IN_BAND, 1, 0x8000000000000000L, "80 00 00 00 01 00 00 00 02 00 00 00");
        bench.host.send(PacketType.COMPLETION, 0, 12, "");

        bench.poll();

        assertThat(bench.listener.heard).containsExactly(
                "message -9223372036854775808 wants completion 80 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00",
                "completion 12");
    }

    @Test
    void saysOnceThatTheRingIsCorruptAndDoesNothingMore() {
        bench.configured();
        UnsafeApi.putInt(inboundHeader(), 12345);

        bench.poll();
        bench.poll();

        assertThat(bench.listener.heard).containsExactly("corrupt: write index 12345 is not a place in the ring");
        assertThat(bench.port.health()).isEqualTo(Port.Health.FAILED);
        assertThat(bench.send(frame(60, 1))).isZero();
        bench.port.submit(new ChannelOrder.Close());
        bench.poll();
        assertThat(bench.device.guestClosed()).isTrue();
    }

    @Test
    void reportsPacketTypesThatAHostNeverSends() {
        bench.host.send(PacketType.GPA_DIRECT, 0, 1, "00 00 00 00 00 00 00 00");
        bench.poll();
        assertThat(bench.listener.heard)
                .containsExactly("malformed: packet type 9 is not one that a network host sends");
    }

    @Test
    void tellsOfAFloodOfBadPacketsInMeasure() {
        for (int i = 0; i < 100; i++) {
            bench.host.send(PacketType.GPA_DIRECT, 0, 1, "");
        }
        bench.poll();
        assertThat(bench.listener.heard).hasSize(32);
        assertThat(bench.port.counters().receiveMalformed()).isEqualTo(100);

        bench.host.send(PacketType.GPA_DIRECT, 0, 1, "");
        bench.poll(99_999_999);
        assertThat(bench.listener.heard).hasSize(32);

        bench.host.send(PacketType.GPA_DIRECT, 0, 1, "");
        bench.poll(1);
        assertThat(bench.listener.heard).hasSize(33).last().asString()
                .endsWith("(69 more bad packets since the last report)");
    }

    @Test
    void closesOnOrderAfterWhatWasOrderedBefore() {
        bench.port.submit(new ChannelOrder.SendMessage(1, false, new byte[40]));
        bench.port.submit(new ChannelOrder.Close());
        bench.poll();

        assertThat(bench.device.guestClosed()).isTrue();
        assertThat(bench.host.read()).hasSize(1);
        assertThat(bench.poll()).isZero();
    }

    private long inboundHeader() {
        return bench.device.receiveBufferAddress() - 16384;
    }
}
