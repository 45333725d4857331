package io.netvscd.actors.owner;

import akka.actor.typed.Behavior;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.States;
import io.netvscd.journal.akka.JournalStoreExtension;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.List;

/**
 * The hand that writes for one owner: persists batches of its turns, one batch at a time, and folds them when the owner
 * is recovered.
 * A write that fails ends it; the owner, who watches, makes a new one.
 */
final class Recorder<S> extends EventSourcedBehavior<Recorder.Write, TransitionRecord, Recorder.Remembered<S>> {
    /** Turns to persist, all or none. */
    record Write(List<TransitionRecord> turns) {
        Write {
            turns = List.copyOf(turns);
        }
    }

    /**
     * What the journal knows of an owner.
     *
     * @param last the stamp of its last turn, null when there is none
     */
    record Remembered<S>(S state, Stamp last) {
    }

    /** What a recorder tells its owner. */
    interface Listener<S> {
        void recovered(Remembered<S> remembered);

        void written(int turns);
    }

    private final OwnerSetup<S> setup;
    private final Listener<S> listener;

    private Recorder(OwnerSetup<S> setup, Listener<S> listener) {
        super(PersistenceId.ofUniqueId(setup.owner().toString()));
        this.setup = setup;
        this.listener = listener;
    }

    /** A recorder that calls {@code listener} on its own thread: the listener may only pass messages on. */
    static <S> Behavior<Write> create(OwnerSetup<S> setup, Listener<S> listener) {
        return new Recorder<>(setup, listener);
    }

    @Override
    public Remembered<S> emptyState() {
        return new Remembered<>(setup.machine().initial(setup.owner()), null);
    }

    @Override
    public CommandHandler<Write, TransitionRecord, Remembered<S>> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Write.class, write -> Effect()
                        .persist(write.turns())
                        .thenRun(() -> listener.written(write.turns().size())))
                .build();
    }

    @Override
    public EventHandler<Remembered<S>, TransitionRecord> eventHandler() {
        Machine<S> machine = setup.machine();
        return newEventHandlerBuilder()
                .forAnyState()
                .onAnyEvent((remembered, turn) ->
                        new Remembered<>(machine.applyAll(remembered.state(), turn.events()), turn.stamp()));
    }

    @Override
    public SignalHandler<Remembered<S>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), listener::recovered)
                .build();
    }

    /** The journal makes the snapshots, of what it has on disk; here they are only read. */
    @Override
    public SnapshotAdapter<Remembered<S>> snapshotAdapter() {
        return new SnapshotAdapter<>() {
            @Override
            public Object toJournal(Remembered<S> remembered) {
                return States.known(setup.owner(), remembered.last(), remembered.state());
            }

            @Override
            public Remembered<S> fromJournal(Object snapshot) {
                KnownState known = (KnownState) snapshot;
                return new Remembered<>(States.read(setup.machine(), known), known.last());
            }
        };
    }

    @Override
    public String snapshotPluginId() {
        return setup.journalPluginId().equals(JournalStoreExtension.JOURNAL_PLUGIN) ? JournalStoreExtension.SNAPSHOT_PLUGIN : "";
    }

    @Override
    public String journalPluginId() {
        return setup.journalPluginId();
    }
}
