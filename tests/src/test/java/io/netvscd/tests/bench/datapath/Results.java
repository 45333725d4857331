package io.netvscd.tests.bench.datapath;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Samples, in a file of one JSON object a line; a later run into the same file adds to them. */
final class Results {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A median and what it lies between. */
    record Spread(double median, double least, double most, int count) {
        static Spread of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
        }
    }

    private final List<Sample> samples = new ArrayList<>();
    private final Path file;

    private Results(Path file) {
        this.file = file;
    }

    /** Those of a file, which need not be there yet. */
    static Results in(Path file) throws IOException {
        Results results = new Results(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                results.samples.add(JSON.readValue(line, Sample.class));
            }
        }
        return results;
    }

    void add(Sample sample) throws IOException {
        samples.add(sample);
        Files.writeString(file, JSON.writeValueAsString(sample) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The repetition that comes next. */
    int nextRepetition() {
        return samples.stream().mapToInt(Sample::repetition).max().orElse(-1) + 1;
    }

    List<String> subjects() {
        return Subjects.names().stream()
                .filter(name -> samples.stream().anyMatch(sample -> sample.subject().equals(name)))
                .toList();
    }

    /** By repetition; disturbed samples are left out where there are others. */
    private Map<Integer, Sample> of(String subject, Measure measure) {
        List<Sample> all = samples.stream()
                .filter(sample -> sample.subject().equals(subject) && sample.measure() == measure)
                .toList();
        boolean someQuiet = all.stream().anyMatch(Sample::isQuiet);
        Map<Integer, Sample> byRepetition = new TreeMap<>();
        all.stream().filter(sample -> sample.isQuiet() || !someQuiet).forEach(sample ->
                byRepetition.put(sample.repetition(), sample));
        return byRepetition;
    }

    /** What a subject reached, or null where that was not measured. */
    Spread value(String subject, Measure measure) {
        List<Double> values = of(subject, measure).values().stream().map(Sample::value).toList();
        return values.isEmpty() ? null : Spread.of(values);
    }

    Spread cpu(String subject, Measure measure) {
        List<Double> values = of(subject, measure).values().stream().map(Sample::cpu).toList();
        return values.isEmpty() ? null : Spread.of(values);
    }

    /** One subject over another, both measured in the same repetition; null where that never happened. */
    Spread ratio(String subject, String yardstick, Measure measure) {
        Map<Integer, Sample> below = of(yardstick, measure);
        List<Double> ratios = of(subject, measure).entrySet().stream()
                .filter(entry -> below.containsKey(entry.getKey()) && below.get(entry.getKey()).value() > 0)
                .map(entry -> entry.getValue().value() / below.get(entry.getKey()).value())
                .toList();
        return ratios.isEmpty() ? null : Spread.of(ratios);
    }
}
