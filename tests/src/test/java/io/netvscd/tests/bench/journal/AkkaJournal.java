package io.netvscd.tests.bench.journal;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.netvscd.journal.akka.JournalStoreExtension;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.StoreOptions;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Owners on an actor system, with our plugin or with Akka's. */
final class AkkaJournal implements AutoCloseable {
    private static final String STOCK_PLUGIN = "akka.persistence.journal.leveldb";

    private final String plugin;
    private final JournalStore store;
    private final ActorSystem<BenchOwner.Spawn> system;

    private AkkaJournal(String plugin, JournalStore store, ActorSystem<BenchOwner.Spawn> system) {
        this.plugin = plugin;
        this.store = store;
        this.system = system;
    }

    static AkkaJournal open(Path folder, boolean stock) {
        Config config = ConfigFactory.parseString(STOCK_PLUGIN + ".dir = \"" + folder + "\"\n" + STOCK_PLUGIN + ".fsync = on")
                .withFallback(ConfigFactory.load("netvscd-akka"));
        JournalStore store = stock ? null : JournalStore.open(folder, StoreOptions.PATIENT);
        Behavior<BenchOwner.Spawn> guardian = Behaviors.setup(context -> Behaviors.receive(BenchOwner.Spawn.class)
                .onMessage(BenchOwner.Spawn.class, spawn -> {
                    context.spawnAnonymous(spawn.behavior());
                    return Behaviors.same();
                }).build());
        ActorSystem<BenchOwner.Spawn> system = ActorSystem.create(guardian, "bench", config);
        if (!stock) {
            JournalStoreExtension.of(Adapter.toClassic(system)).provide(store);
        }
        return new AkkaJournal(stock ? STOCK_PLUGIN : JournalStoreExtension.JOURNAL_PLUGIN, store, system);
    }

    /** Owners that persist one record after the other, each with one under way. */
    Measured append(Load load, int owners, int warmUpSeconds, int seconds) throws InterruptedException {
        Appending appending = new Appending();
        CountDownLatch ended = new CountDownLatch(owners);
        for (int i = 0; i < owners; i++) {
            system.tell(new BenchOwner.Spawn(BenchOwner.appending(Load.owner(i), plugin, load, appending, ended::countDown)));
        }
        Measured measured = appending.measure("append-" + owners, warmUpSeconds, seconds);
        ended.await();
        return measured;
    }

    /** Fills one owner's journal, many records in each write. */
    void fill(Load load, int owner, long records) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        system.tell(new BenchOwner.Spawn(BenchOwner.filling(Load.owner(owner), plugin, load, records, ended::countDown)));
        ended.await();
    }

    /** Has one owner recover. */
    Measured recover(int owner, long records) throws InterruptedException {
        CountDownLatch recovered = new CountDownLatch(1);
        AtomicLong seen = new AtomicLong();
        long startNs = System.nanoTime();
        system.tell(new BenchOwner.Spawn(BenchOwner.recovering(Load.owner(owner), plugin, count -> {
            seen.set(count);
            recovered.countDown();
        })));
        if (!recovered.await(10, TimeUnit.MINUTES) || seen.get() != records) {
            throw new IllegalStateException("recovered " + seen + " of " + records);
        }
        return Measured.rate("recover", records, System.nanoTime() - startNs);
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        if (store != null) {
            store.close();
        }
    }
}
