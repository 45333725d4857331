package io.netvscd.tests.bench.journal;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.List;
import java.util.function.Consumer;

/** A persistent actor that does nothing but persist; its state is the number of its records. */
final class BenchOwner extends EventSourcedBehavior<TransitionRecord[], TransitionRecord, Long> {
    /** Asks the guardian for an actor. */
    record Spawn(Behavior<TransitionRecord[]> behavior) {
    }

    /** What an owner writes next, from the number that it has and on; null for nothing more. */
    private interface Source {
        TransitionRecord[] next(long written);
    }

    private static final int FILL_BATCH = 500;

    private final String plugin;
    private final Source source;
    private final Runnable written;
    private final Consumer<Long> recovered;
    private final Runnable ended;
    private Consumer<TransitionRecord[]> self;

    private BenchOwner(OwnerId owner, String plugin, Source source, Runnable written, Consumer<Long> recovered, Runnable ended) {
        super(PersistenceId.ofUniqueId(owner.toString()));
        this.plugin = plugin;
        this.source = source;
        this.written = written;
        this.recovered = recovered;
        this.ended = ended;
    }

    static Behavior<TransitionRecord[]> appending(OwnerId owner, String plugin, Load load, Appending appending, Runnable ended) {
        long[] sinceNs = new long[1];
        return of(owner, plugin, count -> {
            long tick = appending.next();
            sinceNs[0] = System.nanoTime();
            return tick == 0 ? null : new TransitionRecord[] {load.at(owner, tick)};
        }, () -> appending.acknowledged(sinceNs[0]), count -> { }, ended);
    }

    static Behavior<TransitionRecord[]> filling(OwnerId owner, String plugin, Load load, long records, Runnable ended) {
        return of(owner, plugin, count -> {
            TransitionRecord[] batch = new TransitionRecord[(int) Math.min(FILL_BATCH, records - count)];
            for (int i = 0; i < batch.length; i++) {
                batch[i] = load.at(owner, count + i + 1);
            }
            return batch.length == 0 ? null : batch;
        }, () -> { }, count -> { }, ended);
    }

    static Behavior<TransitionRecord[]> recovering(OwnerId owner, String plugin, Consumer<Long> recovered) {
        return of(owner, plugin, count -> null, () -> { }, recovered, () -> { });
    }

    private static Behavior<TransitionRecord[]> of(
            OwnerId owner, String plugin, Source source, Runnable written, Consumer<Long> recovered, Runnable ended) {
        return Behaviors.setup(context -> {
            BenchOwner made = new BenchOwner(owner, plugin, source, written, recovered, ended);
            made.self = context.getSelf()::tell;
            return made;
        });
    }

    @Override
    public Long emptyState() {
        return 0L;
    }

    @Override
    public CommandHandler<TransitionRecord[], TransitionRecord, Long> commandHandler() {
        return (count, records) -> records.length == 0 ? stop() : Effect().persist(List.of(records)).thenRun(now -> {
            written.run();
            ask(now);
        });
    }

    private Effect<TransitionRecord, Long> stop() {
        ended.run();
        return Effect().stop();
    }

    private void ask(long count) {
        TransitionRecord[] next = source.next(count);
        self.accept(next == null ? new TransitionRecord[0] : next);
    }

    @Override
    public EventHandler<Long, TransitionRecord> eventHandler() {
        return (count, record) -> count + 1;
    }

    @Override
    public SignalHandler<Long> signalHandler() {
        return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), count -> {
            recovered.accept(count);
            ask(count);
        }).build();
    }

    @Override
    public String journalPluginId() {
        return plugin;
    }
}
