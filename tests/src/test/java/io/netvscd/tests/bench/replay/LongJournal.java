package io.netvscd.tests.bench.replay;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.store.Ack;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.StoreOptions;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.Position;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.scenario.VfStep;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.ScenarioPlayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Makes a journal as a NIC writes it that is never left in peace: its VF loses its carrier, the host takes it away and gives it back, it is
 * torn out, with traffic in between; the daemon is killed now and then. Arguments: folder, records.
 */
final class LongJournal {
    private static final String NIC = "eth0";
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    /** After so many the daemon is killed and started again: a VF that is left more often in one life is left alone for a while. */
    private static final int ROUNDS_A_LIFE = 20;
    /** After so many the VF is torn away and another comes. */
    private static final int ROUNDS_A_VF = 50;
    /** What a round writes at least. */
    private static final int RECORDS_A_ROUND_MIN = 35;
    private static final int FRAMES = 20;

    private final JournalStore store;
    private final long records;
    private CompletionStage<Ack> last;
    private long written;

    private LongJournal(JournalStore store, long records) {
        this.store = store;
        this.records = records;
    }

    public static void main(String[] arguments) {
        long records = Long.parseLong(arguments[1]);
        try (JournalStore store = JournalStore.open(Path.of(arguments[0]), StoreOptions.PATIENT)) {
            LongJournal journal = new LongJournal(store, records);
            try (ScenarioPlayer player = new ScenarioPlayer(journal.scenario(), Machines.all(), journal::add)) {
                player.play();
            }
            if (journal.last.toCompletableFuture().join() != Ack.DURABLE || journal.written < records) {
                throw new IllegalStateException("only " + journal.written + " records were written");
            }
        }
    }

    private void add(TransitionRecord turn) {
        if (written < records) {
            last = store.append(turn);
            written++;
        }
    }

    private Scenario scenario() {
        List<TimedStep> steps = new ArrayList<>();
        add(steps, 0, host(HostStep.Verb.OFFER, false));
        add(steps, 50 * MS, new AdminStep(AdminStep.Verb.UP, 0, MacAddress.ZERO, false));
        for (long round = 1; round <= records / RECORDS_A_ROUND_MIN; round++) {
            round(steps, round, round * SECOND);
        }
        return new Scenario("long", "replay-bench", List.of(new NicSetup(NIC, MAC, 1500, 100 * MS, MS)), steps);
    }

    /** The path moves four times, each time for another reason. */
    private static void round(List<TimedStep> steps, long round, long atNs) {
        if (round % ROUNDS_A_VF == 1) {
            add(steps, atNs, host(HostStep.Verb.VF_ASSOCIATION, true));
            add(steps, atNs, vf(VfStep.Verb.PLUG));
        }
        add(steps, atNs + 300 * MS, new SendStep(FRAMES, SendStep.From.MASTER, "", 1000));
        add(steps, atNs + 320 * MS, carrier(false));
        add(steps, atNs + 340 * MS, new SendStep(FRAMES, SendStep.From.MASTER, "", 1000));
        add(steps, atNs + 360 * MS, carrier(true));
        add(steps, atNs + 500 * MS, new SendStep(FRAMES, SendStep.From.SYNTHETIC, "", 1000));
        add(steps, atNs + 520 * MS, host(HostStep.Verb.VF_ASSOCIATION, false));
        add(steps, atNs + 560 * MS, host(HostStep.Verb.VF_ASSOCIATION, true));
        if (round % ROUNDS_A_VF == 0) {
            add(steps, atNs + 600 * MS, vf(VfStep.Verb.YANK));
            add(steps, atNs + 620 * MS, new SendStep(FRAMES, SendStep.From.MASTER, "", 1000));
            add(steps, atNs + 700 * MS, vf(VfStep.Verb.UNPLUG));
            add(steps, atNs + 800 * MS, host(HostStep.Verb.VF_ASSOCIATION, false));
        }
        if (round % ROUNDS_A_LIFE == 0) {
            add(steps, atNs + 900 * MS, new DaemonStep(DaemonStep.Verb.CRASH));
            add(steps, atNs + 910 * MS, new DaemonStep(DaemonStep.Verb.START));
        }
    }

    private static Step carrier(boolean up) {
        return new NetdevStep(NetdevStep.Verb.CARRIER, "vf0", MacAddress.ZERO, "", up, "", -1, false, "", false);
    }

    private static Step vf(VfStep.Verb verb) {
        return new VfStep(verb, "vf0", verb == VfStep.Verb.PLUG ? MAC : MacAddress.ZERO, verb == VfStep.Verb.PLUG ? "2" : "");
    }

    private static void add(List<TimedStep> steps, long atNs, Step step) {
        steps.add(new TimedStep(atNs, NIC, step, new Position("replay-bench", steps.size() + 1)));
    }

    private static Step host(HostStep.Verb verb, boolean allocated) {
        return new HostStep(verb, allocated, 2, false, "", Bytes.EMPTY);
    }
}
