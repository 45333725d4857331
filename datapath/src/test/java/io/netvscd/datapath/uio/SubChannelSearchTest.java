package io.netvscd.datapath.uio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.vmbus.PacketType;
import io.netvscd.datapath.vmbus.RingProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubChannelSearchTest {
    private static final int DATA = 4096;

    @TempDir
    private Path root;

    private FakeKernel kernel;
    private FakeHardware hardware;
    private UioDevice primary;
    private SubChannelSearch search;

    @BeforeEach
    void boot() throws IOException {
        kernel = FakeKernel.modern(root);
        hardware = new FakeHardware(Files.createDirectory(root.resolve("hardware")));
        kernel.binding().bind(kernel.device(FakeKernel.ETH0), BindingRecord.Holder.COMMAND);
        NetvscDevice device = kernel.device(FakeKernel.ETH0);
        primary = UioDevice.over(hardware.open(), device, kernel.sysfs().layout(device), null, new UioListener() {
            @Override
            public void rescinded() {
                throw new AssertionError("nobody rescinded it");
            }

            @Override
            public void closed() {
                assertThat(primary.interruptDescriptor()).isEqualTo(-1);
            }
        });
        search = new SubChannelSearch(kernel.sysfs(), device, primary, Set.of(), 2);
    }

    @AfterEach
    void close() {
        primary.close();
        hardware.close();
    }

    private Path folder(int relid) {
        return kernel.devices().resolve(FakeKernel.ETH0).resolve("channels/" + relid);
    }

    private void offer(int relid, int index) throws IOException {
        FakeKernel.put(folder(relid).resolve("subchannel_id"), Integer.toString(index));
        FakeKernel.put(folder(relid).resolve("monitor_id"), Integer.toString(relid));
    }

    private Path openRing(int relid) throws IOException {
        return Files.write(folder(relid).resolve("ring"), new byte[2 * FakeHardware.RING_BYTES]);
    }

    @Test
    void findsTheRingsAsTheyAppear() throws IOException {
        assertThat(search.look()).isEmpty();
        offer(40, 2);
        assertThat(search.look()).isEmpty();
        openRing(40);
        assertThat(search.look()).extracting(UioSubChannel::index).containsExactly(2);
        assertThat(search.complete()).isFalse();
        offer(41, 1);
        openRing(41);

        assertThat(search.look()).extracting(UioSubChannel::index).containsExactly(1);
        assertThat(search.complete()).isTrue();
        assertThat(search.look()).isEmpty();
    }

    @Test
    void passesOverWhatIsLeftOfAnEarlierOpening() throws IOException {
        offer(40, 1);
        openRing(40);
        NetvscDevice device = kernel.device(FakeKernel.ETH0);
        Set<Object> former = Set.of(kernel.sysfs().subChannels(device).get(0).identity());
        search = new SubChannelSearch(kernel.sysfs(), device, primary, former, 2);
        assertThat(search.look()).isEmpty();

        Files.move(folder(40), root.resolve("gone"));
        offer(40, 1);
        openRing(40);

        assertThat(search.look()).extracting(UioSubChannel::index).containsExactly(1);
    }

    @Test
    void givesNothingToADeviceThatHasBeenClosedMeanwhile() throws IOException {
        offer(40, 1);
        openRing(40);
        primary.close();

        assertThatThrownBy(search::look).hasMessageContaining("40/ring").hasMessageContaining("closed meanwhile");
        assertThat(primary.subchannels()).isEmpty();
    }

    @Test
    void passesOverMoreThanTheHostGranted() throws IOException {
        offer(40, 3);
        openRing(40);

        assertThat(search.look()).isEmpty();
    }

    @Test
    void refusesARingFileOfAnImpossibleSize() throws IOException {
        offer(40, 1);
        Files.write(folder(40).resolve("ring"), new byte[DATA]);

        assertThatThrownBy(search::look).hasMessageContaining("40/ring").hasMessageContaining("two equal rings");
        offer(41, 2);
        openRing(41);
        assertThat(search.look()).extracting(UioSubChannel::index).containsExactly(2);
        assertThat(search.complete()).as("the unfit one is passed over").isTrue();
    }

    @Test
    void writesIntoTheFirstHalfAndSignalsByTheChannelsOwnMonitor() throws IOException {
        offer(40, 1);
        Path ring = openRing(40);
        UioSubChannel channel = search.look().get(0);

        RingProducer producer = new RingProducer(channel.outbound());
        producer.offer(PacketType.IN_BAND, 0, 5, 0, 0);
        producer.publish();
        channel.signal();

        byte[] content = Files.readAllBytes(ring);
        assertThat(content[0]).isEqualTo((byte) 24);
        assertThat(content[DATA]).isEqualTo((byte) PacketType.IN_BAND);
        assertThat(UnsafeApi.getInt(hardware.monitorPage + 16)).isEqualTo(1 << 8);
        assertThat(channel.receiveBufferAddress()).isEqualTo(primary.receiveBufferAddress());
        assertThat(channel.sendBufferGpadl()).isEqualTo(primary.sendBufferGpadl());
    }

    @Test
    void wakesEveryChannelWithTheOneInterruptOfTheDevice() throws IOException {
        offer(40, 1);
        openRing(40);
        offer(41, 2);
        openRing(41);
        List<UioSubChannel> channels = search.look();
        hardware.interrupt(false);

        primary.acknowledgeInterrupt();

        assertThat(channels).allMatch(channel -> FakeHardware.isReadable(channel.interruptDescriptor()));
        channels.get(0).acknowledgeInterrupt();
        assertThat(FakeHardware.isReadable(channels.get(0).interruptDescriptor())).isFalse();
        assertThat(FakeHardware.isReadable(channels.get(1).interruptDescriptor())).isTrue();
    }

    @Test
    void endsWithItsPrimary() throws IOException {
        offer(40, 1);
        openRing(40);
        UioSubChannel channel = search.look().get(0);

        primary.close();

        assertThat(channel.interruptDescriptor()).isEqualTo(-1);
        channel.signal();
        channel.acknowledgeInterrupt();
        channel.close();
    }
}
