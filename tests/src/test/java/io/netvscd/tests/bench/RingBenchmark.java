package io.netvscd.tests.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One thread writes a batch and reads it: what the ring's instructions cost, without cache lines moving between CPUs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RingBenchmark {
    @Param({"64", "1500", "65536"})
    private int payloadBytes;

    private BenchRing ring;
    private BenchRing.Writer writer;
    private BenchRing.Reader reader;

    @Setup
    public void open() {
        ring = new BenchRing(payloadBytes);
        writer = ring.writer();
        reader = ring.reader();
    }

    @TearDown
    public void close() {
        ring.close();
    }

    @Benchmark
    @OperationsPerInvocation(BenchRing.BATCH)
    public boolean oneThread() {
        for (int i = 0; i < BenchRing.BATCH; i++) {
            writer.offer();
        }
        writer.publish();
        for (int i = 0; i < BenchRing.BATCH; i++) {
            reader.read();
        }
        return reader.advance();
    }
}
