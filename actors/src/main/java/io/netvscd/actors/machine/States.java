package io.netvscd.actors.machine;

import io.netvscd.journal.export.StateJson;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;

/** Machines' states as the journal keeps them. A state is a record; so is everything in it. */
public final class States {
    private States() {
    }

    /** What an owner knew after the turn of that stamp. */
    public static KnownState known(OwnerId owner, Stamp last, Object state) {
        return new KnownState(owner, last, StateJson.write((Record) state));
    }

    /** The state of an owner of this machine; {@link io.netvscd.journal.codec.CorruptRecord} where the text is none. */
    @SuppressWarnings("unchecked")
    public static <S> S read(Machine<S> machine, KnownState known) {
        Class<? extends Record> type = machine.initial(known.owner()).getClass().asSubclass(Record.class);
        return (S) StateJson.read(known.state(), type);
    }
}
