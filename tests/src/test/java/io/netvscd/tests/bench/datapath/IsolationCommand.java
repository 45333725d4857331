package io.netvscd.tests.bench.datapath;

import io.netvscd.tests.bench.datapath.Results.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isolation}: what it costs to keep the frames of a VF from the system's own stack, each way beside the others. */
@Command(name = "isolation", description = "The forwarding core on a VF whose frames are kept from the stack in different ways.")
final class IsolationCommand implements Callable<Integer> {
    private static final double WARM_UP_SECONDS = 3;

    @Spec
    private CommandSpec spec;

    @Option(names = "--repetitions", defaultValue = "7", description = "rounds (default ${DEFAULT-VALUE})")
    private int repetitions;

    @Option(names = "--seconds", defaultValue = "2", description = "of each measurement (default ${DEFAULT-VALUE})")
    private double seconds;

    @Override
    public Integer call() throws Exception {
        Map<Hiding, Subject> subjects = new EnumMap<>(Hiding.class);
        Map<Hiding, List<Double>> capacities = new EnumMap<>(Hiding.class);
        try {
            for (Hiding way : Hiding.available()) {
                subjects.put(way, ForwarderSubject.core(way));
                capacities.put(way, new ArrayList<>());
                capacity(new Meter(WARM_UP_SECONDS), subjects.get(way), 0);
            }
            Meter meter = new Meter(seconds);
            for (int repetition = 0; repetition < repetitions; repetition++) {
                for (Hiding way : subjects.keySet()) {
                    capacities.get(way).add(capacity(meter, subjects.get(way), repetition));
                }
            }
        } finally {
            for (Subject subject : subjects.values()) {
                subject.close();
            }
        }
        print(capacities);
        return 0;
    }

    private static double capacity(Meter meter, Subject subject, int repetition) throws Exception {
        return meter.measure(subject, Measure.CAPACITY_IN, repetition).get(Measure.CAPACITY_IN).value();
    }

    private void print(Map<Hiding, List<Double>> capacities) {
        spec.commandLine().getOut().println("| the stack is kept from the VF's frames by | 64 B in kpps | of clsact's: median | least..most |");
        spec.commandLine().getOut().println("|---|---|---|---|");
        List<Double> chosen = capacities.get(Hiding.CLSACT);
        capacities.forEach((way, figures) -> {
            List<Double> ratios = new ArrayList<>();
            for (int repetition = 0; repetition < figures.size(); repetition++) {
                ratios.add(figures.get(repetition) / chosen.get(repetition));
            }
            Spread ratio = Spread.of(ratios);
            spec.commandLine().getOut().printf("| %s | %.0f | %.2f | %.2f..%.2f |%n", way.title(), Spread.of(figures).median(),
                    ratio.median(), ratio.least(), ratio.most());
        });
        if (!capacities.containsKey(Hiding.NFTABLES)) {
            spec.commandLine().getErr().println("datapath-bench: nft is not installed (Debian: nftables)");
        }
    }
}
