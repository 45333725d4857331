package io.netvscd.tests.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
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
import org.openjdk.jmh.infra.Control;

/** Guest and host on a thread each; the figure that counts is the consumer's. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RingPairBenchmark {
    /** What both threads share. */
    @State(Scope.Group)
    public static class Shared {
        @Param({"64", "1500", "65536"})
        private int payloadBytes;

        private BenchRing ring;

        @Setup
        public void open() {
            ring = new BenchRing(payloadBytes);
        }

        @TearDown
        public void close() {
            ring.close();
        }
    }

    /** The producing thread's own. */
    @State(Scope.Thread)
    public static class Guest {
        private BenchRing.Writer end;

        @Setup
        public void open(Shared shared) {
            end = shared.ring.writer();
        }
    }

    /** The consuming thread's own. */
    @State(Scope.Thread)
    public static class Host {
        private BenchRing.Reader end;

        @Setup
        public void open(Shared shared) {
            end = shared.ring.reader();
        }
    }

    @Benchmark
    @Group("twoThreads")
    @GroupThreads(1)
    @OperationsPerInvocation(BenchRing.BATCH)
    public boolean produce(Guest guest, Control control) {
        BenchRing.Writer ring = guest.end;
        for (int i = 0; i < BenchRing.BATCH; i++) {
            while (!ring.offer()) {
                ring.publish();
                if (control.stopMeasurement) {
                    return false;
                }
                Thread.onSpinWait();
            }
        }
        return ring.publish();
    }

    @Benchmark
    @Group("twoThreads")
    @GroupThreads(1)
    @OperationsPerInvocation(BenchRing.BATCH)
    public boolean consume(Host host, Control control) {
        BenchRing.Reader ring = host.end;
        for (int i = 0; i < BenchRing.BATCH; i++) {
            while (!ring.read()) {
                ring.advance();
                if (control.stopMeasurement) {
                    return false;
                }
                Thread.onSpinWait();
            }
        }
        return ring.advance();
    }
}
