package io.netvscd.tests.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import com.typesafe.config.ConfigFactory;
import io.netvscd.actors.daemon.Machines;
import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.owner.MachineStates;
import io.netvscd.actors.owner.OwnerActor;
import io.netvscd.actors.owner.OwnerObserver;
import io.netvscd.actors.owner.OwnerSetup;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.akka.JournalStoreExtension;
import io.netvscd.journal.export.BundleWriter;
import io.netvscd.journal.export.JournalImport;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Cut;
import io.netvscd.journal.redact.RedactedSource;
import io.netvscd.journal.redact.Redaction;
import io.netvscd.journal.store.Ack;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.RetentionRules;
import io.netvscd.journal.store.StoreOptions;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.sim.VirtualOwner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One life of two masters, long enough that retention has taken its beginning away. */
@Timeout(120)
class ForgottenPastTest {
    private static final long KEEP_MS = 86_400_000;
    private static final long START_MS = 1_790_000_000_000L;
    private static final int RECORDS = 3 * Chapter.RECORDS + 1_000;
    private static final int BATCH = 256;
    /** Records that are too old: two chapters are complete by then. */
    private static final int PAST = 5 * Chapter.RECORDS / 2;
    private static final OwnerId FIRST = OwnerId.master("eth0");
    private static final OwnerId SECOND = OwnerId.master("eth1");

    @TempDir
    private static Path scratch;
    private static Path journal;
    private static long kept;
    private static Object lastStateOfFirst;

    @BeforeAll
    static void aLongLifeIsPartlyForgotten() throws Exception {
        VirtualOwner<?> first = new VirtualOwner<>(FIRST, Machines.of(OwnerId.Kind.MASTER));
        VirtualOwner<?> second = new VirtualOwner<>(SECOND, Machines.of(OwnerId.Kind.MASTER));
        journal = scratch.resolve("journal");
        try (JournalStore store = JournalStore.open(journal, StoreOptions.PATIENT)) {
            for (int i = 1; i <= RECORDS; i++) {
                CompletionStage<Ack> written = store.append(turn(i % 2 == 0 ? first : second, i));
                if (i % BATCH == 0) {
                    // What waits is written together, and a chapter ends with a write.
                    written.toCompletableFuture().join();
                }
            }
            store.append().toCompletableFuture().join();
            lastStateOfFirst = first.state();
            store.keepUp(new RetentionRules(KEEP_MS, 1L << 30, 0, 0, 0), new MachineStates(Machines::of), Duration.ZERO);
            while (forgotten(store) < 2 * Chapter.RECORDS) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            kept = RECORDS - forgotten(store);
        }
    }

    @Test
    void whatIsLeftReplays() throws Exception {
        ReplayReport report = replay(journal);
        assertThat(report.divergences()).isEmpty();
        assertThat(report.records()).isEqualTo(kept).isPositive();
    }

    @Test
    void anOwnerRecoversWhatItKnew() throws Exception {
        BlockingQueue<Object> ready = new LinkedBlockingQueue<>();
        ActorSystem system = ActorSystem.create("recovery", ConfigFactory.load("netvscd-akka"));
        try (JournalStore store = JournalStore.open(journal)) {
            JournalStoreExtension.of(system).provide(store);
            Adapter.spawnAnonymous(system, OwnerActor.create(OwnerSetup.of(FIRST, Machines.of(OwnerId.Kind.MASTER), new Ticker(2), (owner, action) -> { },
                    new OwnerObserver() {
                        @Override
                        public void ready(OwnerId owner, Object state) {
                            ready.add(state);
                        }
                    }, JournalStoreExtension.JOURNAL_PLUGIN)));
            assertThat(ready.take()).isEqualTo(lastStateOfFirst);
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }

    @Test
    void aBundleOfItReplaysAndComesBackTheSame() throws Exception {
        Path bundle = scratch.resolve("bundle.zip");
        Path imported = scratch.resolve("imported");
        Path again = scratch.resolve("again.zip");
        export(journal, bundle);
        assertThat(replay(bundle).divergences()).isEmpty();
        try (JournalSource source = JournalSource.open(bundle)) {
            JournalImport.into(imported, source);
        }
        assertThat(replay(imported).divergences()).isEmpty();
        export(imported, again);
        assertThat(Files.mismatch(bundle, again)).isEqualTo(-1);
    }

    @Test
    void aRedactedBundleOfItReplays() throws Exception {
        Path bundle = scratch.resolve("redacted.zip");
        try (JournalSource source = new RedactedSource(JournalSource.open(journal), Redaction.withRandomKey())) {
            BundleWriter.write(bundle, source, new TreeMap<>());
            assertThat(source.states()).isNotEmpty().allSatisfy(known ->
                    assertThat(known.state()).doesNotContain("00:15:5d:0a:00:01"));
        }
        assertThat(replay(bundle).divergences()).isEmpty();
    }

    private static long forgotten(JournalStore store) {
        return store.cuts().stream().mapToLong(Cut::records).sum();
    }

    private static void export(Path from, Path bundle) throws Exception {
        try (JournalSource source = JournalSource.open(from)) {
            BundleWriter.write(bundle, source, new TreeMap<>());
        }
    }

    private static ReplayReport replay(Path path) throws Exception {
        try (JournalSource source = JournalSource.open(path); Stream<TransitionRecord> records = source.records()) {
            Replayer replayer = new Replayer(Machines::of, true);
            replayer.expectGaps(source.gaps());
            replayer.expectStates(source.states());
            records.forEachOrdered(replayer::accept);
            return replayer.report();
        }
    }

    private static TransitionRecord turn(VirtualOwner<?> owner, int number) {
        Input input = input(owner, number);
        Decision decision = owner.decide(input);
        owner.apply(decision.events());
        long wallClockMs = START_MS + (number > PAST ? 2 * KEEP_MS : 0) + number;
        return new TransitionRecord(new Stamp(1, number, number * 1_000L, wallClockMs), owner.id(), input, decision.events(),
                decision.actions(), decision.reason(), null);
    }

    private static Input input(VirtualOwner<?> owner, int number) {
        if (number <= 2) {
            return new MasterInput.MasterStarted(
                    new NicFacts(owner.id().nic(), MacAddress.parse("00:15:5d:0a:00:01"), 1_500, true, 100, false));
        }
        List<Input> inputs = List.of(new MasterInput.AdminChanged(number % 10 < 5), new MasterInput.MtuChanged(1_500 + number % 500),
                new MasterInput.ChannelOpened(number, "5.0", true), new MasterInput.PromiscuousChanged(number % 3 == 0));
        return inputs.get(number / 2 % inputs.size());
    }
}
