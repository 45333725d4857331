package io.netvscd.datapath.vmbus;

import static io.netvscd.datapath.vmbus.PortFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netvscd.datapath.port.Burst;
import java.lang.management.ManagementFactory;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

/** Goal: nothing is allocated for a frame, in either direction. Method: the JVM's own count for this thread. */
class VmbusPortAllocationTest {
    private static final int ROUNDS = 5_000;
    private static final int FRAMES = 8;
    /** The JVM allocates a little for itself; the smallest object there is, once a round, would be twice this. */
    private static final long TOLERATED_BYTES = ROUNDS * 8L;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final PortFixture bench = new PortFixture().configured();
    private final Packet packet = new Packet();
    private final TestMemory scratch = new TestMemory(64);

    @Test
    void sendsFramesWithoutAllocation() {
        Burst burst = new Burst(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            int at = 64 + i * 2048;
            UnsafeApi.setMemory(bench.frames.address() + at - Burst.VNET_HEADER, Burst.VNET_HEADER, (byte) 0);
            bench.frames.put(at, frame(i % 2 == 0 ? 60 : 1514, i));
            burst.add(bench.frames.address() + at, i % 2 == 0 ? 60 : 1514, 0);
        }
        long allocated = allocatedBy(() -> {
            if (bench.port.send(burst, 0) != FRAMES) {
                throw new AssertionError("the port was full");
            }
            completeAll();
            bench.port.poll(0);
        });
        assertThat(allocated).isLessThan(TOLERATED_BYTES);
    }

    @Test
    void receivesFramesWithoutAllocation() {
        TransferPages pages = new TransferPages().begin();
        for (int i = 0; i < FRAMES; i++) {
            int offset = i * FakeHost.SECTION_BYTES;
            pages.add(bench.host.putFrame(offset, frame(1514, i)), offset);
        }
        long allocated = allocatedBy(() -> {
            bench.host.sendPages(7, pages);
            if (bench.port.receive(bench.incoming) != FRAMES) {
                throw new AssertionError("frames are missing");
            }
            bench.port.release(bench.incoming);
            bench.host.consumer.next(packet);
            bench.host.consumer.advance();
            bench.port.poll(0);
        });
        assertThat(allocated).isLessThan(TOLERATED_BYTES);
    }

    private void completeAll() {
        while (bench.host.consumer.next(packet) == RingRead.PACKET) {
            bench.host.consumer.advance();
            DataMessage.putComplete(scratch.address(), DataMessage.STATUS_SUCCESS);
            bench.host.producer.offer(PacketType.COMPLETION, 0, packet.transactionId(), scratch.address(), 8);
            bench.host.producer.publish();
        }
    }

    private long allocatedBy(Runnable round) {
        for (int i = 0; i < 500; i++) {
            round.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
