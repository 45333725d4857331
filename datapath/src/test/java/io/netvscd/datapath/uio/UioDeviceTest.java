package io.netvscd.datapath.uio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.vmbus.Packet;
import io.netvscd.datapath.vmbus.PacketType;
import io.netvscd.datapath.vmbus.RingConsumer;
import io.netvscd.datapath.vmbus.RingProducer;
import io.netvscd.datapath.vmbus.RingRead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UioDeviceTest {
    @TempDir
    private Path root;

    private final List<String> heard = new ArrayList<>();
    private FakeKernel kernel;
    private FakeHardware hardware;
    private UioDevice device;

    private final UioListener listener = new UioListener() {
        @Override
        public void rescinded() {
            heard.add("rescinded");
        }

        @Override
        public void closed() {
            heard.add("closed");
        }
    };

    @BeforeEach
    void boot() throws IOException {
        kernel = FakeKernel.modern(root);
        hardware = new FakeHardware(Files.createDirectory(root.resolve("hardware")));
    }

    @AfterEach
    void close() {
        if (device != null) {
            device.close();
        }
        hardware.close();
    }

    private UioDevice open(String instance) throws IOException {
        kernel.binding().bind(kernel.device(instance), BindingRecord.Holder.COMMAND);
        NetvscDevice found = kernel.device(instance);
        device = UioDevice.over(hardware.open(), found, kernel.sysfs().layout(found), null, listener);
        return device;
    }

    @Test
    void putsWhatTheGuestWritesWhereTheHostReads() throws IOException {
        open(FakeKernel.ETH0);
        ByteBuffer payload = ByteBuffer.allocateDirect(8).putLong(0, 0x0102030405060708L);
        RingProducer producer = new RingProducer(device.outbound());
        producer.offer(PacketType.IN_BAND, 0, 77, BufferUtil.address(payload), 8);
        assertThat(producer.publish()).isTrue();

        Packet packet = new Packet();
        assertThat(new RingConsumer(hardware.host.hostInbound()).next(packet)).isEqualTo(RingRead.PACKET);
        assertThat(packet.transactionId()).isEqualTo(77);
        assertThat(packet.payload()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void sharesBothBuffersUnderTheHandlesOfTheirMaps() throws IOException {
        open(FakeKernel.ETH0);
        UnsafeApi.putInt(hardware.host.receiveBufferAddress() + FakeHardware.BUFFER_BYTES - 4, 11);
        UnsafeApi.putInt(device.sendBufferAddress() + FakeHardware.BUFFER_BYTES - 4, 12);

        assertThat(UnsafeApi.getInt(device.receiveBufferAddress() + device.receiveBufferBytes() - 4)).isEqualTo(11);
        assertThat(UnsafeApi.getInt(hardware.host.sendBufferAddress() + device.sendBufferBytes() - 4)).isEqualTo(12);
        assertThat(device.receiveBufferGpadl()).isEqualTo(hardware.host.receiveBufferGpadl());
        assertThat(device.sendBufferGpadl()).isEqualTo(hardware.host.sendBufferGpadl());
        assertThat(device.revokeFirst()).isTrue();
        assertThat(hardware.openings).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void signalsAMonitoredChannelInItsTriggerGroupAlone() throws IOException {
        open(FakeKernel.ETH0);
        UnsafeApi.putInt(hardware.monitorPage + 16, 0x80000001);

        device.signal();

        // Monitor 37: group 1, whose pending word is at 8 + 8, bit 5.
        assertThat(UnsafeApi.getInt(hardware.monitorPage + 16)).isEqualTo(0x80000021);
        assertThat(UnsafeApi.getInt(hardware.monitorPage + 8)).isZero();
        assertThat(UnsafeApi.getInt(hardware.monitorPage + 20)).isZero();
        assertThat(hardware.written()).isEmpty();
    }

    @Test
    void signalsAnyOtherChannelInTheInterruptPageAndThroughTheKernel() throws IOException {
        open(FakeKernel.ETH1);
        UnsafeApi.putInt(hardware.interruptPage + 2056, 1);

        device.signal();

        // Channel 70 in the half that is written by the guest: word 2, bit 6.
        assertThat(UnsafeApi.getInt(hardware.interruptPage + 2056)).isEqualTo(0x41);
        assertThat(UnsafeApi.getInt(hardware.interruptPage + 8)).isZero();
        assertThat(hardware.written()).containsExactly(1);
    }

    @Test
    void isReadableFromAnInterruptUntilThatIsNoted() throws IOException {
        open(FakeKernel.ETH0);
        assertThat(FakeHardware.isReadable(device.interruptDescriptor())).isFalse();
        hardware.interrupt(false);
        assertThat(FakeHardware.isReadable(device.interruptDescriptor())).isTrue();

        device.acknowledgeInterrupt();

        assertThat(FakeHardware.isReadable(device.interruptDescriptor())).isFalse();
        device.acknowledgeInterrupt();
        assertThat(device.gone()).isFalse();
    }

    @Test
    void saysOnceThatTheHostHasTakenTheChannelBack() throws IOException {
        open(FakeKernel.ETH1);
        hardware.rescind();
        assertThat(FakeHardware.isReadable(device.interruptDescriptor())).isTrue();

        device.acknowledgeInterrupt();
        device.acknowledgeInterrupt();
        device.signal();

        assertThat(heard).containsExactly("rescinded");
        assertThat(device.gone()).isTrue();
        assertThat(device.interruptDescriptor()).isEqualTo(-1);
        assertThat(UnsafeApi.getInt(hardware.interruptPage + 2056)).isZero();
    }

    @Test
    void learnsOfARescindFromASignalThatFails() throws IOException {
        open(FakeKernel.ETH1);
        hardware.rescind();

        device.signal();

        assertThat(heard).containsExactly("rescinded");
    }

    @Test
    void takesTheEndOfTheFileForARescind() throws IOException {
        open(FakeKernel.ETH0);
        hardware.unplug();

        device.acknowledgeInterrupt();

        assertThat(heard).containsExactly("rescinded");
    }

    @Test
    void closesTheChannelUnderTheHostOnce() throws IOException {
        open(FakeKernel.ETH0);
        assertThat(hardware.host.guestClosed()).isFalse();

        device.close();
        device.close();
        device.signal();
        device.acknowledgeInterrupt();

        assertThat(hardware.host.guestClosed()).isTrue();
        assertThat(heard).containsExactly("closed");
        assertThat(device.interruptDescriptor()).isEqualTo(-1);
    }

    @Test
    void closesTheFileWhenAMapIsRefused() throws IOException {
        UioFile refusing = hardware.open();
        kernel.binding().bind(kernel.device(FakeKernel.ETH0), BindingRecord.Holder.COMMAND);
        NetvscDevice found = kernel.device(FakeKernel.ETH0);
        UioLayout impossible = new UioLayout(FakeHardware.RING_BYTES, 0, 1, 0, 2);

        assertThatThrownBy(() -> UioDevice.over(refusing, found, impossible, null, listener)).hasMessageContaining("mmap");
        assertThat(hardware.host.guestClosed()).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void opensADeviceFileForOneUserAlone() throws IOException {
        Path file = Files.write(root.resolve("uio7"), new byte[2 * UnsafeApi.pageSize()]);
        try (UioDeviceFile first = UioDeviceFile.open(file)) {
            assertThatThrownBy(() -> UioDeviceFile.open(file))
                    .hasMessageContaining(file + " is in use by another process");
            assertThat(first.descriptor()).isPositive();
        }
        UioDeviceFile.open(file).close();
    }

    @Test
    void mapsByTheNumberOfPages() throws IOException {
        int page = UnsafeApi.pageSize();
        byte[] content = new byte[2 * page];
        content[page] = 42;
        Path file = Files.write(root.resolve("uio7"), content);
        try (UioDeviceFile opened = UioDeviceFile.open(file)) {
            long second = opened.map(1, page);
            assertThat(UnsafeApi.getByte(second)).isEqualTo((byte) 42);
            UnsafeApi.putByte(second + 1, (byte) 43);
            assertThatThrownBy(() -> opened.map(2, 0)).hasMessageContaining("map 2 of " + file);
        }
        assertThat(Files.readAllBytes(file)[page + 1]).isEqualTo((byte) 43);
    }

    @Test
    void namesADeviceFileThatIsNotThere() {
        assertThatThrownBy(() -> UioDeviceFile.open(root.resolve("uio9")))
                .hasMessageContaining("uio9").hasMessageContaining("ENOENT");
    }
}
