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
 * One thread writes a batch and reads it: what the ring's instructions cost, without cache lines moving between CPUs. An
 * invocation is so many packets that the call of a C function is none of what is measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"})
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class RingBenchmark {
    private static final int BATCHES = 64;

    @Param({"c", "java"})
    private String language;

    @Param({"64", "1500", "65536"})
    private int payloadBytes;

    private BenchRing ring;

    @Setup
    public void open() {
        ring = BenchRing.open(language, payloadBytes);
    }

    @TearDown
    public void close() {
        ring.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCHES * BenchRing.BATCH)
    public void oneThread() {
        ring.oneThread(BATCHES);
    }
}
