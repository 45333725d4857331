package io.netvscd.tests.bench.journal;

import akka.actor.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import com.typesafe.config.ConfigFactory;
import io.netvscd.actors.daemon.Machines;
import io.netvscd.actors.owner.MachineStates;
import io.netvscd.actors.owner.OwnerActor;
import io.netvscd.actors.owner.OwnerObserver;
import io.netvscd.actors.owner.OwnerSetup;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.journal.akka.JournalStoreExtension;
import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.RetentionRules;
import io.netvscd.journal.store.Snapshots;
import io.netvscd.journal.store.StoreOptions;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long a daemon takes to know again what it knew: from the start of its process until its last owner has recovered. */
final class StartUp {
    private static final int BATCH = 256;

    private StartUp() {
    }

    /** Makes a journal of so many records, of all owners of an incident over many lives, with snapshots. */
    static void prepare(Path folder, Load load, long records) throws IOException, InterruptedException {
        Files.write(owners(folder), load.owners().stream().map(OwnerId::toString).toList());
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            store.keepUp(RetentionRules.NONE, new MachineStates(Machines::of));
            TransitionRecord[] batch = new TransitionRecord[BATCH];
            for (long next = 0; next < records; next += BATCH) {
                for (int i = 0; i < BATCH; i++) {
                    batch[i] = load.lived(next + i);
                }
                store.append(batch);
            }
            store.append(List.of()).toCompletableFuture().join();
            for (OwnerId owner : load.owners()) {
                awaitSnapshot(store, owner.toString());
            }
        }
    }

    /** Who is in the journal: to play the incident again would take longer than what is measured. */
    private static Path owners(Path folder) {
        return folder.resolveSibling("owners");
    }

    private static void awaitSnapshot(JournalStore store, String owner) throws InterruptedException {
        long late = Math.max(0, store.highestSequenceNr(owner) - 2 * Chapter.RECORDS);
        Snapshots.Range newest = new Snapshots.Range(late, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
        while (store.snapshots().newest(owner, newest).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Opens the journal in this process, which has done nothing else, and has every owner recover. */
    static List<Measured> measure(Path folder) throws IOException, InterruptedException {
        List<OwnerId> owners = Files.readAllLines(owners(folder)).stream().map(OwnerId::parse).toList();
        long openedNs = System.nanoTime();
        try (JournalStore store = JournalStore.open(folder)) {
            Measured open = Measured.time("open", System.nanoTime() - openedNs);
            ActorSystem system = ActorSystem.create("start", ConfigFactory.load("netvscd-akka"));
            JournalStoreExtension.Access access = JournalStoreExtension.of(system);
            access.provide(store);
            access.awaitJournal(Duration.ofMinutes(1));
            CountDownLatch ready = new CountDownLatch(owners.size());
            Ticker ticker = new Ticker(store.nextEpoch());
            for (OwnerId owner : owners) {
                Adapter.spawnAnonymous(system, OwnerActor.create(OwnerSetup.of(owner, Machines.of(owner.kind()), ticker,
                        (who, action) -> { }, new OwnerObserver() {
                            @Override
                            public void ready(OwnerId who, Object state) {
                                ready.countDown();
                            }
                        }, JournalStoreExtension.JOURNAL_PLUGIN)));
            }
            ready.await();
            long tookMs = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
            return List.of(open, Measured.time("start", TimeUnit.MILLISECONDS.toNanos(tookMs)));
        }
    }
}
