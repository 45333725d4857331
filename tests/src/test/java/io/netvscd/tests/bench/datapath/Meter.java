package io.netvscd.tests.bench.datapath;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures one thing of one subject. Both ends of the traffic run on processor 0, what forwards on processor 1. */
final class Meter {
    static final int ENDS = 0;
    static final int FORWARDER = 1;

    private static final int PORT = 5201;
    private static final int FRAME_BYTES = 64;
    private static final int ROUND_TRIPS = 20_000;
    private static final long LISTENING_MS = 150;
    private static final long FLOWING_MS = 300;

    private final double seconds;

    /** @param seconds of each measurement */
    Meter(double seconds) {
        this.seconds = seconds;
    }

    /** What came of it, and the processor time it took; round trips give two figures. */
    Map<Measure, Sample> measure(Subject subject, Measure measure, int repetition) throws Exception {
        double cpuBefore = subject.cpuSeconds();
        double elsewhereBefore = Cpu.secondsElsewhere();
        long begunNs = System.nanoTime();
        Map<Measure, Double> values = values(subject.bed(), measure);
        double tookSeconds = (System.nanoTime() - begunNs) / 1e9;
        double cpu = (subject.cpuSeconds() - cpuBefore) / tookSeconds;
        double elsewhere = Math.max(0, Cpu.secondsElsewhere() - elsewhereBefore) / tookSeconds;
        Map<Measure, Sample> samples = new EnumMap<>(Measure.class);
        values.forEach((what, value) ->
                samples.put(what, new Sample(subject.name(), what, repetition, value, cpu, elsewhere)));
        return samples;
    }

    private Map<Measure, Double> values(Bed bed, Measure measure) throws Exception {
        return switch (measure) {
            case TCP_OUT -> Map.of(measure, tcp(bed.guest(), bed.peer(), bed.peerAddress()));
            case TCP_IN -> Map.of(measure, tcp(bed.peer(), bed.guest(), bed.guestAddress()));
            case CAPACITY_OUT, SENT_OUT -> capacity(bed, true);
            case CAPACITY_IN, SENT_IN -> capacity(bed, false);
            case UDP_OUT -> Map.of(measure, datagrams(bed.guest(), bed.peer(), bed.peerAddress()));
            case UDP_IN -> Map.of(measure, datagrams(bed.peer(), bed.guest(), bed.guestAddress()));
            case ROUND_TRIP, ROUND_TRIP_P99 -> roundTrips(bed);
        };
    }

    private double tcp(NetworkNamespace from, NetworkNamespace to, String address) throws Exception {
        Programs.Running sink = Programs.traffic(to, ENDS, "tcp-sink", PORT);
        TimeUnit.MILLISECONDS.sleep(LISTENING_MS);
        Programs.traffic(from, ENDS, "tcp-source", address, PORT, seconds + 0.5).result();
        return sink.result().path("gbps").asDouble();
    }

    private double datagrams(NetworkNamespace from, NetworkNamespace to, String address) throws Exception {
        Programs.Running sink = Programs.traffic(to, ENDS, "datagram-sink", PORT, seconds + 3);
        TimeUnit.MILLISECONDS.sleep(LISTENING_MS);
        Programs.traffic(from, ENDS, "datagram-source", address, PORT, FRAME_BYTES, seconds, 0).result();
        return sink.result().path("per_second").asDouble() / 1e3;
    }

    private Map<Measure, Double> capacity(Bed bed, boolean out) throws Exception {
        NetworkNamespace from = out ? bed.guest() : bed.peer();
        String into = out ? Bed.NIC : Bed.PEER_DEVICE;
        Programs.Running source = Programs.traffic(from, ENDS, "frames", bed.device(into),
                bed.mac(out ? Bed.NIC_MAC : Bed.PEER_MAC), bed.mac(out ? Bed.PEER_MAC : Bed.NIC_MAC),
                FRAME_BYTES, seconds + 2 * FLOWING_MS / 1e3);
        TimeUnit.MILLISECONDS.sleep(FLOWING_MS);
        long begunNs = System.nanoTime();
        long before = arrived(bed, out);
        TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
        long after = arrived(bed, out);
        double tookSeconds = (System.nanoTime() - begunNs) / 1e9;
        double sent = source.result().path("per_second").asDouble() / 1e3;
        double arrived = (after - before) / tookSeconds / 1e3;
        return out ? Map.of(Measure.CAPACITY_OUT, arrived, Measure.SENT_OUT, sent)
                : Map.of(Measure.CAPACITY_IN, arrived, Measure.SENT_IN, sent);
    }

    private static long arrived(Bed bed, boolean out) throws Exception {
        return out ? bed.received(bed.peer(), Bed.PEER_DEVICE) : bed.received(bed.guest(), Bed.NIC);
    }

    private static Map<Measure, Double> roundTrips(Bed bed) throws Exception {
        Programs.Running echo = Programs.traffic(bed.peer(), ENDS, "echo", PORT, 35);
        TimeUnit.MILLISECONDS.sleep(LISTENING_MS);
        JsonNode took = Programs.traffic(bed.guest(), ENDS, "round-trips", bed.peerAddress(), PORT, ROUND_TRIPS).result();
        echo.end();
        return Map.of(Measure.ROUND_TRIP, took.path("p50_us").asDouble(),
                Measure.ROUND_TRIP_P99, took.path("p99_us").asDouble());
    }
}
