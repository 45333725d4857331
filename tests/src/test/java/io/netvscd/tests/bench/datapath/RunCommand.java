package io.netvscd.tests.bench.datapath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: every subject beside the others, in turns. */
@Command(name = "run", description = "Measures subjects beside each other and prints the table.")
final class RunCommand implements Callable<Integer> {
    /** Until compilers have done their work. */
    private static final double WARM_UP_SECONDS = 2.5;

    @Spec
    private CommandSpec spec;

    @Option(names = "--subjects", split = ",", description = "which ones (default: all that can be had here)")
    private List<String> names = Subjects.names();

    @Option(names = "--measures", split = ",", description = "what: ${COMPLETION-CANDIDATES}")
    private List<Measure> measures = Arrays.asList(Measure.values());

    @Option(names = "--repetitions", defaultValue = "5", description = "rounds (default ${DEFAULT-VALUE})")
    private int repetitions;

    @Option(names = "--seconds", defaultValue = "1", description = "of each measurement (default ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--out", defaultValue = "datapath.jsonl", description = "samples are added here (default ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--against", description = "an earlier result, to show what has moved")
    private Path earlier;

    @Override
    public Integer call() throws Exception {
        names.stream().filter(name -> !Subjects.names().contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(spec.commandLine(), "no subject '" + name + "'; there are " + Subjects.names());
        });
        List<Subject> subjects = new ArrayList<>();
        try {
            open(subjects);
            Results results = Results.in(out);
            measure(subjects, results);
            print(results);
        } finally {
            for (Subject subject : subjects) {
                subject.close();
            }
        }
        return 0;
    }

    private void open(List<Subject> subjects) {
        for (String name : names) {
            try {
                Subject subject = Subjects.make(name);
                subjects.add(subject);
                warmUp(subject);
                subject.pause();
            } catch (Exception | AssertionError missing) {
                spec.commandLine().getErr().println(name + " is left out: " + missing.getMessage());
            }
        }
    }

    private static void warmUp(Subject subject) throws Exception {
        Meter meter = new Meter(WARM_UP_SECONDS);
        for (Measure measure : List.of(Measure.CAPACITY_OUT, Measure.CAPACITY_IN, Measure.TCP_OUT, Measure.TCP_IN)) {
            if (subject.measures().contains(measure)) {
                meter.measure(subject, measure, 0);
            }
        }
    }

    /** One measure after the other, every subject in its turn: what disturbs the machine hits neighbours alike. */
    private void measure(List<Subject> subjects, Results results) throws Exception {
        Meter meter = new Meter(seconds);
        int first = results.nextRepetition();
        for (int repetition = first; repetition < first + repetitions; repetition++) {
            for (Measure measure : measures) {
                for (Subject subject : subjects) {
                    if (subject.measures().contains(measure)) {
                        subject.resume();
                        for (Sample sample : meter.measure(subject, measure, repetition).values()) {
                            results.add(sample);
                        }
                        subject.pause();
                    }
                }
            }
            spec.commandLine().getErr().println("repetition " + (repetition - first + 1) + " of " + repetitions + " is done");
        }
    }

    private void print(Results results) throws Exception {
        Table.of(results).forEach(spec.commandLine().getOut()::println);
        if (earlier != null) {
            spec.commandLine().getOut().println();
            Table.moved(Results.in(earlier), results).forEach(spec.commandLine().getOut()::println);
        }
    }
}
