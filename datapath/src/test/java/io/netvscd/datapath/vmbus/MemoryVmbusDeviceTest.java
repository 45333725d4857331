package io.netvscd.datapath.vmbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryVmbusDeviceTest {
    @Test
    void layersRingsAndBuffersInWholePages() {
        MemoryVmbusDevice device = new MemoryVmbusDevice(8192, 12_288, 4096);
        assertThat(device.outbound().dataBytes()).isEqualTo(4096);
        assertThat(device.receiveBufferAddress() % 4096).isZero();
        assertThat(device.sendBufferAddress()).isEqualTo(device.receiveBufferAddress() + 12_288);
        assertThat(device.outbound().supportsPendingSend()).isTrue();
        assertThat(device.hostInbound()).isSameAs(device.outbound());
        assertThat(device.hostOutbound()).isSameAs(device.inbound());
        device.close();
        device.closeHost();
    }

    @Test
    void canDoWithoutASendBuffer() {
        MemoryVmbusDevice device = new MemoryVmbusDevice(8192, 4096, 0);
        assertThat(device.sendBufferAddress()).isZero();
        assertThat(device.sendBufferGpadl()).isZero();
        device.close();
        device.closeHost();
    }

    @Test
    void refusesSizesThatAreNotWholePages() {
        assertThatThrownBy(() -> new MemoryVmbusDevice(4096, 4096, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MemoryVmbusDevice(8193, 4096, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MemoryVmbusDevice(8192, 4095, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MemoryVmbusDevice(8192, 4096, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void canBeClosedByEitherSideMoreThanOnce() {
        MemoryVmbusDevice device = new MemoryVmbusDevice(8192, 4096, 0);
        device.close();
        device.close();
        assertThat(device.guestClosed()).isTrue();
        assertThat(device.hostClosed()).isFalse();
        device.closeHost();
        device.closeHost();
        assertThat(device.hostClosed()).isTrue();
    }
}
