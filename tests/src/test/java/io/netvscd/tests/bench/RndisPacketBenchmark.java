package io.netvscd.tests.bench;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.RndisPacketReader;
import io.netvscd.datapath.rndis.RndisPacketWriter;
import io.netvscd.datapath.vmbus.DataMessage;
import java.util.concurrent.TimeUnit;
import org.agrona.UnsafeApi;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * NVSP and RNDIS for one frame: encoded as a guest does, decoded as a host does. With {@code -prof gc} it allocates
 * nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RndisPacketBenchmark {
    private static final int PLACE_BYTES = 70_000;

    @Param({"64", "1514", "65214"})
    private int frameBytes;

    private final RndisPacketWriter writer = new RndisPacketWriter();
    private final RndisPacketReader reader = new RndisPacketReader();
    private long memory;
    private long frame;
    private long section;
    private long message;

    @Setup
    public void open() {
        memory = UnsafeApi.allocateMemory(2 * PLACE_BYTES + 64);
        UnsafeApi.setMemory(memory, 2 * PLACE_BYTES + 64, (byte) 0);
        frame = memory + 16;
        section = memory + PLACE_BYTES;
        message = section + PLACE_BYTES;
        // An IPv4 frame that asks for a TCP checksum, as almost every frame of a stack does.
        UnsafeApi.putByte(frame - Burst.VNET_HEADER, (byte) 1);
        UnsafeApi.putShort(frame - 4, (short) 34);
        UnsafeApi.putShort(frame - 2, (short) 16);
        UnsafeApi.putShort(frame + 12, (short) 0x0008);
    }

    @TearDown
    public void close() {
        UnsafeApi.freeMemory(memory);
    }

    @Benchmark
    public int encode() {
        int bytes = writer.writeSend(section, PLACE_BYTES, frame, frameBytes);
        DataMessage.putSend(message, DataMessage.CHANNEL_DATA, 0, bytes);
        return bytes;
    }

    @Benchmark
    public long encodeAndDecode() {
        int bytes = encode();
        if (reader.read(section, bytes) != null || !reader.unwrapFromGuest()) {
            throw new IllegalStateException("the host does not understand the guest");
        }
        return reader.frame();
    }
}
