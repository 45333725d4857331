package io.netvscd.tests.bench;

import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import io.netvscd.datapath.vmbus.Packet;
import io.netvscd.datapath.vmbus.PacketType;
import io.netvscd.datapath.vmbus.RingConsumer;
import io.netvscd.datapath.vmbus.RingProducer;
import io.netvscd.datapath.vmbus.RingRead;
import org.agrona.UnsafeApi;

/**
 * A ring and a payload to send through it; sizes as in {@code ring-yardstick.c}. Each end is made by the thread that uses
 * it, so that what one of them writes down for itself is in no cache line of the other's.
 */
final class BenchRing {
    /** Packets between two publications. */
    static final int BATCH = 32;

    private static final int SMALL_DATA_BYTES = 128 << 10;
    private static final int LARGE_DATA_BYTES = 4 << 20;
    private static final int HEADER_BYTES = 4096;

    private final MemoryVmbusDevice device;
    private final long payload;
    private final int payloadBytes;

    BenchRing(int payloadBytes) {
        this.payloadBytes = payloadBytes;
        int dataBytes = payloadBytes > 4096 ? LARGE_DATA_BYTES : SMALL_DATA_BYTES;
        device = new MemoryVmbusDevice(HEADER_BYTES + dataBytes, HEADER_BYTES, 0);
        payload = UnsafeApi.allocateMemory(payloadBytes);
        UnsafeApi.setMemory(payload, payloadBytes, (byte) 0x5a);
    }

    Writer writer() {
        return new Writer();
    }

    Reader reader() {
        return new Reader();
    }

    /** The guest's end. */
    final class Writer {
        private final RingProducer producer = new RingProducer(device.outbound());
        private long written;

        /** Writes one packet, unpublished; false when the ring is full. */
        boolean offer() {
            if (!producer.offer(PacketType.IN_BAND, 0, written, payload, payloadBytes)) {
                return false;
            }
            written++;
            return true;
        }

        boolean publish() {
            return producer.publish();
        }
    }

    /** The host's end. */
    final class Reader {
        private final RingConsumer consumer = new RingConsumer(device.hostInbound());
        private final Packet packet = new Packet();
        private long read;

        /** Reads one packet, copied out; false when there is none. */
        boolean read() {
            if (consumer.next(packet) != RingRead.PACKET) {
                return false;
            }
            if (packet.transactionId() != read) {
                throw new IllegalStateException("packet " + packet.transactionId() + " instead of " + read);
            }
            read++;
            return true;
        }

        boolean advance() {
            return consumer.advance();
        }
    }

    void close() {
        device.close();
        device.closeHost();
        UnsafeApi.freeMemory(payload);
    }
}
