package io.netvscd.datapath.vmbus;

import static io.netvscd.datapath.vmbus.PortFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.RndisPacketFault;
import java.util.HexFormat;
import java.util.List;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

/**
 * Goal: frames arrive whole, nothing of the host's is believed, every transfer-page packet is completed exactly once.
 */
class VmbusPortReceiveTest {
    private final PortFixture bench = new PortFixture().configured();

    @Test
    void lendsTheFramesOfATransferPagePacketAndCompletesItOnce() {
        bench.host.deliver(77, 0, frame(60, 1), frame(1514, 2));

        assertThat(bench.receive()).containsExactly(frame(60, 1), frame(1514, 2));
        assertThat(bench.host.read()).isEmpty();

        bench.port.release(bench.incoming);
        List<FakeHost.Seen> seen = bench.host.read();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).type()).isEqualTo(PacketType.COMPLETION);
        assertThat(seen.get(0).transactionId()).isEqualTo(77);
        assertThat(seen.get(0).payload()).containsExactly(108, 0, 0, 0, 1, 0, 0, 0);
    }

    @Test
    void completesAPacketThatSpansTwoBurstsAfterItsLastFrame() {
        byte[][] frames = new byte[20][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = frame(100 + i, i);
        }
        bench.host.deliver(78, 0, frames);

        assertThat(bench.receive()).hasSize(16);
        bench.port.release(bench.incoming);
        assertThat(bench.host.read()).isEmpty();

        assertThat(bench.receive()).hasSize(4).last().isEqualTo(frames[19]);
        bench.port.release(bench.incoming);
        assertThat(bench.host.read()).extracting(FakeHost.Seen::transactionId).containsExactly(78L);
    }

    @Test
    void leavesAnEmptyVirtioHeaderBeforeAFrameThatNeedsNothing() {
        bench.host.deliver(79, 3, frame(60, 1));

        bench.port.receive(bench.incoming);

        assertThat(TestMemory.read(bench.incoming.address[0] - Burst.VNET_HEADER, Burst.VNET_HEADER))
                .containsOnly((byte) 0);
    }

    @Test
    void handsControlMessagesToTheListenerAndCompletesTheirPacket() {
        bench.host.putRaw(0, "07 00 00 00 14 00 00 00 0b 00 01 40 00 00 00 00 00 00 00 00");
        bench.host.sendPages(80, new TransferPages().begin().add(20, 0));

        bench.poll();

        assertThat(bench.listener.heard)
                .containsExactly("rndis 07 00 00 00 14 00 00 00 0b 00 01 40 00 00 00 00 00 00 00 00");
        assertThat(bench.host.read()).extracting(FakeHost.Seen::transactionId).containsExactly(80L);
    }

    @Test
    void completesAndDropsDataThatComesBeforeConfiguration() {
        PortFixture early = new PortFixture();
        early.host.deliver(5, 0, frame(60, 1));

        early.poll();

        assertThat(early.host.read()).extracting(FakeHost.Seen::transactionId).containsExactly(5L);
        assertThat(early.port.counters().receiveDropped()).isEqualTo(1);
    }

    @Test
    void keepsDataForTheDatapathButNotForEver() {
        bench.host.deliver(6, 0, frame(60, 1));
        bench.host.send(PacketType.IN_BAND, 0, 9, "80 00 00 00 01 00 00 00");

        bench.poll();
        assertThat(bench.listener.heard).isEmpty();
        assertThat(bench.poll(9_999_999)).isZero();
        assertThat(bench.port.deadlineNs()).isEqualTo(10_000_000);

        bench.poll(1);
        assertThat(bench.listener.heard).containsExactly("message 9 80 00 00 00 01 00 00 00");
        assertThat(bench.host.read()).extracting(FakeHost.Seen::transactionId).containsExactly(6L);
    }

    @Test
    void answersRangesOutsideTheReceiveBufferWithFailureAndReadsNothing() {
        int bytes = bench.device.receiveBufferBytes();
        int[][] ranges = {{1, bytes}, {bytes + 1, 0}, {0x10, 0xfffffff8}, {0xffffffff, 8}, {0x7fffffff, 0x7fffffff}};
        for (int i = 0; i < ranges.length; i++) {
            bench.host.sendPages(100 + i, new TransferPages().begin().add(60, 0).add(ranges[i][0], ranges[i][1]));
        }

        assertThat(bench.receive()).isEmpty();
        bench.poll();

        assertThat(bench.host.read()).hasSize(ranges.length).allSatisfy(seen ->
                assertThat(seen.payload()).containsExactly(108, 0, 0, 0, 2, 0, 0, 0));
        assertThat(bench.listener.heard).hasSize(ranges.length)
                .containsOnly("malformed: " + PacketFault.RANGE_BOUNDS.what());
    }

    @Test
    void completesAPacketWithOneBadMessageAsFailedAndStillDeliversTheGood() {
        int length = bench.host.putFrame(0, frame(60, 1));
        bench.host.putFrame(2048, frame(60, 2));
        bench.host.putRaw(2048 + 12, "ff ff ff ff");
        bench.host.sendPages(9, new TransferPages().begin().add(length, 0).add(length, 2048));

        assertThat(bench.receive()).containsExactly(frame(60, 1));
        bench.port.release(bench.incoming);

        assertThat(bench.host.read()).singleElement().satisfies(seen -> assertThat(seen.word(4)).isEqualTo(2));
        assertThat(bench.listener.heard)
                .containsExactly("malformed: frame lies inside the header or beyond the message");
    }

    @Test
    void refusesATransferPagePacketOfAnotherSet() {
        TransferPages foreign = new TransferPages().begin().add(60, 0);
        UnsafeApi.putShort(foreign.address(), (short) 0xCAFD);
        bench.host.sendPages(1, foreign);

        bench.poll();

        assertThat(bench.listener.heard).containsExactly("malformed: " + PacketFault.TRANSFER_PAGE_SET.what());
    }

    @Test
    void keepsCompletionsThatDoNotFitAndSendsThemInOrderLater() {
        PortFixture small = new PortFixture(8192, 16 * PortFixture.SEND_SECTION_BYTES).configured();
        for (int i = 0; i < 3; i++) {
            small.port.submit(new ChannelOrder.SendMessage(1, false, new byte[1000]));
        }
        small.port.submit(new ChannelOrder.SendMessage(1, false, new byte[640]));
        small.poll();
        for (int i = 0; i < 10; i++) {
            small.host.deliver(200 + i, i, frame(60, i));
        }

        assertThat(small.receive()).hasSize(10);
        small.port.release(small.incoming);
        assertThat(small.port.counters().completionsWaiting()).isPositive();

        small.host.read();
        small.poll();
        assertThat(small.port.counters().completionsWaiting()).isZero();
    }

    @Test
    void leavesRoomForAControlMessageBesideCompletionsThatWait() {
        PortFixture small = new PortFixture(8192, 16 * PortFixture.SEND_SECTION_BYTES).configured();
        for (int i = 0; i < 3; i++) {
            small.port.submit(new ChannelOrder.SendMessage(1, false, new byte[1000]));
        }
        small.port.submit(new ChannelOrder.SendMessage(1, false, new byte[640]));
        small.poll();
        for (int i = 0; i < 30; i++) {
            small.host.deliver(200 + i, i, frame(60, i));
        }
        while (!small.receive().isEmpty()) {
            small.port.release(small.incoming);
        }
        assertThat(small.port.counters().completionsWaiting()).isPositive();

        small.port.submit(new ChannelOrder.SendMessage(129, true, new byte[40]));
        small.poll();

        assertThat(small.listener.heard).isEmpty();
        assertThat(small.host.read()).last().extracting(FakeHost.Seen::transactionId).isEqualTo(129L);
        assertThat(small.port.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void asksForASignalWhenThereIsRoomForCompletionsAgain() {
        PortFixture small = new PortFixture(8192, 16 * PortFixture.SEND_SECTION_BYTES).configured();
        for (int i = 0; i < 3; i++) {
            small.port.submit(new ChannelOrder.SendMessage(1, false, new byte[1000]));
        }
        small.port.submit(new ChannelOrder.SendMessage(1, false, new byte[720]));
        small.poll();
        small.host.deliver(1, 0, frame(60, 1));
        small.receive();
        small.port.release(small.incoming);

        assertThat(small.poll()).isZero();
        assertThat(small.port.deadlineNs()).isEqualTo(1_000_000);
        assertThat(small.device.outbound().pendingSendBytes()).isPositive();
        long before = small.device.guestSignals();

        small.host.read();
        assertThat(small.device.guestSignals()).isEqualTo(before + 1);
        assertThat(small.poll()).isPositive();
        assertThat(small.poll()).isZero();
        assertThat(small.device.outbound().pendingSendBytes()).as("taken back once nothing waits").isZero();
    }

    @Test
    void masksWhileItDrainsAndUnmasksBeforeItSleeps() {
        bench.poll();
        assertThat(bench.device.inbound().masked()).isFalse();
        long before = bench.device.guestSignals();

        bench.host.send(PacketType.IN_BAND, 0, 1, "80 00 00 00");
        assertThat(bench.poll()).isPositive();
        assertThat(bench.device.inbound().masked()).isTrue();
        bench.host.send(PacketType.IN_BAND, 0, 2, "80 00 00 00");
        assertThat(bench.poll()).isPositive();

        assertThat(bench.device.guestSignals()).isEqualTo(before + 1);
        assertThat(bench.poll()).isZero();
        assertThat(bench.device.inbound().masked()).isFalse();
    }

    @Test
    void worksOffABoundedNumberOfPacketsARoundSoThatOrdersAreNotStarved() {
        PortFixture large = new PortFixture(65_536, 16 * PortFixture.SEND_SECTION_BYTES).configured();
        for (int i = 0; i < 1000; i++) {
            large.host.send(PacketType.IN_BAND, 0, i, "80 00 00 00");
        }
        large.port.submit(new ChannelOrder.SendMessage(1, false, new byte[40]));

        large.poll();

        assertThat(large.listener.heard).hasSize(256);
        assertThat(large.host.read()).hasSize(1);
    }

    @Test
    void hearsAHostThatTalksWithoutEndNoFasterThanItsOwnerCanListen() {
        PortFixture large = new PortFixture(65_536, 16 * PortFixture.SEND_SECTION_BYTES).configured();
        int said = 2 * MessageGate.BURST;
        for (int i = 0; i < said; i++) {
            large.host.send(PacketType.IN_BAND, 0, i, "80 00 00 00");
            large.poll();
        }

        assertThat(large.listener.heard).filteredOn(each -> each.startsWith("message")).hasSize(MessageGate.BURST);
        assertThat(large.listener.heard).contains("malformed: more messages than a host has to say");
        assertThat(large.port.counters().receiveMalformed()).isEqualTo(said - MessageGate.BURST);

        large.poll(10_000_000);
        large.host.send(PacketType.IN_BAND, 0, 7, "80 00 00 00");
        large.poll();
        assertThat(large.listener.heard).last().asString().startsWith("message 7");
    }

    @Test
    void copiesNoMessageThatIsLongerThanAnyThatExists() {
        byte[] longer = new byte[MessageGate.MESSAGE_BYTES_MAX + 8];
        bench.host.send(PacketType.IN_BAND, 0, 1, HexFormat.ofDelimiter(" ").formatHex(longer));
        bench.host.send(PacketType.COMPLETION, 0, 2, HexFormat.ofDelimiter(" ").formatHex(longer));
        bench.host.sendPages(3, new TransferPages().begin().add(0x4001, 0));

        bench.poll();

        assertThat(bench.listener.heard).containsExactly("malformed: message of 4104 octets",
                "malformed: message of 4104 octets", "malformed: " + RndisPacketFault.NOT_A_PACKET.what());
    }

    @Test
    void closesTheDeviceOnlyWhenItsFramesAreBack() {
        bench.host.deliver(1, 0, frame(60, 1));
        bench.receive();

        bench.port.close();
        assertThat(bench.device.guestClosed()).isFalse();

        bench.port.release(bench.incoming);
        assertThat(bench.device.guestClosed()).isTrue();
    }
}
