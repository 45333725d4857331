package io.netvscd.replay.excerpt;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.PciStep;
import io.netvscd.replay.scenario.Position;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.scenario.VfStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Steps by their instants in a record; those of one instant in the order of their ranks, then as they came. */
final class StepList {
    /** What must be so before anything of its instant. */
    static final int FIRST = 0;
    /** What comes from outside. */
    static final int DEED = 1;
    /** What is seen after everything of its instant. */
    static final int LAST = 2;

    /** What came at one instant stays so; finer is of no use to a reader. */
    static final long GRAIN_NS = 1000;
    private static final Position NOWHERE = new Position("", 0);

    private record Ranked(long atNs, int rank, String nic, Step step) {
    }

    private final List<Ranked> steps = new ArrayList<>();

    void add(long atNs, int rank, String nic, Step step) {
        steps.add(new Ranked(atNs, rank, nic, step));
    }

    /** All, at the instants of a scenario: shifted by so much, and none before its beginning. */
    List<TimedStep> shifted(long byNs) {
        return steps.stream()
                .sorted(Comparator.comparingLong(Ranked::atNs).thenComparingInt(Ranked::rank))
                .map(one -> new TimedStep(Math.max(0, one.atNs + byNs) / GRAIN_NS * GRAIN_NS, one.nic, one.step, NOWHERE)).toList();
    }

    /** When the last of these that came before an instant came; as early as can be where there is none. */
    long lastDeedBefore(long atNs) {
        return steps.stream().filter(one -> one.rank == DEED && one.atNs <= atNs).mapToLong(Ranked::atNs).max().orElse(Long.MIN_VALUE);
    }

    static HostStep host(HostStep.Verb verb) {
        return new HostStep(verb, false, 0, false, "", Bytes.EMPTY);
    }

    static AdminStep admin(boolean up) {
        return new AdminStep(up ? AdminStep.Verb.UP : AdminStep.Verb.DOWN, 0, MacAddress.ZERO, false);
    }

    static DaemonStep daemon(DaemonStep.Verb verb) {
        return new DaemonStep(verb);
    }

    static PciStep pci(PciStep.Verb verb, String name, String slot) {
        return new PciStep(verb, name, slot);
    }

    static NetdevStep netdev(NetdevStep.Verb verb, String name) {
        return new NetdevStep(verb, name, MacAddress.ZERO, "", false, "", -1, false, "", false);
    }

    static VfStep yank(String name) {
        return new VfStep(VfStep.Verb.YANK, name, MacAddress.ZERO, "");
    }

    static SendStep send(long count, SendStep.From from, String name, int sizeBytes) {
        return new SendStep(count, from, name, sizeBytes);
    }
}
