package io.netvscd.tests.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/**
 * Guest and host on a thread and a processor each, as {@link RingBenchmark} has them on one. The figure that counts is {@code packets}:
 * what the host has read.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"})
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class RingPairBenchmark {
    private static final int PACKETS = 64 * BenchRing.BATCH;
    /** Looks in vain, a pause after each, before a thread asks whether it shall stop. */
    private static final int LOOKS = 1000;

    /** What both threads share. */
    @State(Scope.Group)
    public static class Shared {
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
    }

    /** The producing thread's own. */
    @State(Scope.Thread)
    public static class Guest {
        private BenchRing.End end;

        @Setup(Level.Iteration)
        public void pin() {
            new Processor(0).pin();
        }

        @Setup
        public void open(Shared shared) {
            end = shared.ring.producer();
        }
    }

    /** The consuming thread's own. */
    @State(Scope.Thread)
    public static class Host {
        private BenchRing.End end;

        @Setup(Level.Iteration)
        public void pin() {
            new Processor(1).pin();
        }

        @Setup
        public void open(Shared shared) {
            end = shared.ring.consumer();
        }
    }

    /** What an invocation did, since one that is stopped does less than the others. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Count {
        public long packets;
    }

    @Benchmark
    @Group("twoThreads")
    @GroupThreads(1)
    public int produce(Guest guest, Control control) {
        return run(guest.end, control);
    }

    @Benchmark
    @Group("twoThreads")
    @GroupThreads(1)
    public int consume(Host host, Count count, Control control) {
        int done = run(host.end, control);
        count.packets += done;
        return done;
    }

    private static int run(BenchRing.End end, Control control) {
        int done = 0;
        while (done < PACKETS && !control.stopMeasurement) {
            done += end.run(PACKETS - done, LOOKS);
        }
        return done;
    }
}
