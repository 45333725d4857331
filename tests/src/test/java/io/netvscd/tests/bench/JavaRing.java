package io.netvscd.tests.bench;

import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import io.netvscd.datapath.vmbus.Packet;
import io.netvscd.datapath.vmbus.PacketType;
import io.netvscd.datapath.vmbus.RingConsumer;
import io.netvscd.datapath.vmbus.RingProducer;
import io.netvscd.datapath.vmbus.RingRead;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * The product's ring. Either end has loops of its own, as in C: in loops that both share, each packet would pay for finding out which end
 * it is at.
 */
final class JavaRing implements BenchRing {
    private final MemoryVmbusDevice device;
    private final ByteBuffer source;
    private final Producer producer;
    private final Consumer consumer;

    JavaRing(int payloadBytes) {
        device = new MemoryVmbusDevice(HEADER_BYTES + BenchRing.dataBytes(payloadBytes), HEADER_BYTES, 0);
        source = BufferUtil.allocateDirectAligned(payloadBytes, HEADER_BYTES);
        UnsafeApi.setMemory(BufferUtil.address(source), payloadBytes, (byte) 0x5a);
        producer = new Producer();
        consumer = new Consumer();
    }

    @Override
    public void oneThread(int batches) {
        for (int batch = 0; batch < batches; batch++) {
            for (int i = 0; i < BATCH; i++) {
                producer.offer();
            }
            producer.ring.publish();
            for (int i = 0; i < BATCH; i++) {
                consumer.read();
            }
            consumer.ring.advance();
        }
    }

    @Override
    public End producer() {
        return new Producer();
    }

    @Override
    public End consumer() {
        return new Consumer();
    }

    @Override
    public void close() {
        device.close();
        device.closeHost();
    }

    private final class Producer implements End {
        private final RingProducer ring = new RingProducer(device.outbound());
        private final long payload = BufferUtil.address(source);
        private final int payloadBytes = source.capacity();
        private long written;

        @Override
        public int run(int packets, int looks) {
            int done = 0;
            int last = BATCH;
            while (done < packets && last == BATCH) {
                last = batch(looks);
                done += last;
            }
            return done;
        }

        private int batch(int looks) {
            int left = looks;
            for (int i = 0; i < BATCH; i++) {
                while (!offer()) {
                    ring.publish();
                    if (left-- == 0) {
                        return i;
                    }
                    Thread.onSpinWait();
                }
            }
            ring.publish();
            return BATCH;
        }

        private boolean offer() {
            if (!ring.offer(PacketType.IN_BAND, 0, written, payload, payloadBytes)) {
                return false;
            }
            written++;
            return true;
        }
    }

    private final class Consumer implements End {
        private final RingConsumer ring = new RingConsumer(device.hostInbound());
        private final Packet packet = new Packet();
        private long read;

        @Override
        public int run(int packets, int looks) {
            int done = 0;
            int last = BATCH;
            while (done < packets && last == BATCH) {
                last = batch(looks);
                done += last;
            }
            return done;
        }

        private int batch(int looks) {
            int left = looks;
            for (int i = 0; i < BATCH; i++) {
                while (!read()) {
                    ring.advance();
                    if (left-- == 0) {
                        return i;
                    }
                    Thread.onSpinWait();
                }
            }
            ring.advance();
            return BATCH;
        }

        private boolean read() {
            if (ring.next(packet) != RingRead.PACKET) {
                return false;
            }
            if (packet.transactionId() != read) {
                throw new IllegalStateException("packet " + packet.transactionId() + " instead of " + read);
            }
            read++;
            return true;
        }
    }
}
