package io.netvscd.tests.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The ring beside plain C, in rounds: each benchmark in C and, right after, in Java, all of them, and again. A figure is
 * the median of a fork's iterations, a ratio is of two figures of one round.
 */
public final class RingRounds {
    private static final String[] PAYLOADS = {"64", "1500", "65536"};

    /** One benchmark with one size of payload. */
    private record Case(String benchmark, String payloadBytes) {
        private double figure(String language) throws RunnerException {
            RunResult run = new Runner(new OptionsBuilder().include(benchmark).param("language", language)
                    .param("payloadBytes", payloadBytes).verbosity(VerboseMode.SILENT).build()).runSingle();
            return median(run.getAggregatedResult().getIterationResults().stream()
                    .mapToDouble(Case::score).toArray());
        }

        private static double score(IterationResult iteration) {
            Result<?> packets = iteration.getSecondaryResults().get("packets");
            return (packets == null ? iteration.getPrimaryResult() : packets).getScore();
        }

        private String label() {
            return benchmark.substring(benchmark.indexOf('.') + 1);
        }
    }

    /** Messages a microsecond in one round. */
    private record Round(double c, double java) {
    }

    private RingRounds() {
    }

    /** @param arguments how many rounds, 3 without */
    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        List<Case> cases = new ArrayList<>();
        for (String benchmark : List.of("RingBenchmark.oneThread", "RingPairBenchmark.twoThreads")) {
            Arrays.stream(PAYLOADS).forEach(payload -> cases.add(new Case(benchmark, payload)));
        }
        List<List<Round>> measured = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Round> all = new ArrayList<>();
            for (Case each : cases) {
                all.add(new Round(each.figure("c"), each.figure("java")));
            }
            measured.add(all);
            System.err.println("round " + (round + 1) + " of " + rounds);
        }
        System.out.println("| threads | payload | C msg/us | Java msg/us | C GB/s | Java GB/s | Java / C (each round) |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
        for (int i = 0; i < cases.size(); i++) {
            int index = i;
            print(cases.get(i), measured.stream().map(all -> all.get(index)).toList());
        }
    }

    private static void print(Case of, List<Round> rounds) {
        double c = median(rounds.stream().mapToDouble(Round::c).toArray());
        double java = median(rounds.stream().mapToDouble(Round::java).toArray());
        double[] ratios = rounds.stream().mapToDouble(each -> each.java / each.c).sorted().toArray();
        double kilo = Integer.parseInt(of.payloadBytes) / 1000.0;
        System.out.printf("| %s | %s | %.3g | %.3g | %.2f | %.2f | %.2f (%.2f to %.2f) |%n", of.label(), of.payloadBytes,
                c, java, c * kilo, java * kilo, median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
