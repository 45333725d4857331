package io.netvscd.journal.akka;

import akka.actor.AbstractExtensionId;
import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import akka.actor.ExtensionIdProvider;
import io.netvscd.journal.store.JournalStore;
import java.nio.file.Path;

/**
 * The one store of an actor system. A daemon opens its store before Akka and hands it over with {@link #provide} before the first
 * persistent actor starts; without that the folder {@code netvscd.journal.dir} is opened on first use and closed with the system.
 */
public final class JournalStoreExtension extends AbstractExtensionId<JournalStoreExtension.Access> implements ExtensionIdProvider {
    public static final JournalStoreExtension ID = new JournalStoreExtension();
    /** The plugin id of the journal. */
    public static final String JOURNAL_PLUGIN = "netvscd.journal";
    /** The plugin id of the snapshot store. */
    public static final String SNAPSHOT_PLUGIN = "netvscd.snapshots";

    private JournalStoreExtension() {
    }

    /** The access of a classic system; for a typed one {@code Adapter.toClassic(system)}. */
    public static Access of(ActorSystem system) {
        return ID.get(system);
    }

    @Override
    public JournalStoreExtension lookup() {
        return ID;
    }

    @Override
    public Access createExtension(ExtendedActorSystem system) {
        return new Access(system);
    }

    /** Holds the store. */
    public static final class Access implements Extension {
        private final ExtendedActorSystem system;
        private JournalStore store;

        private Access(ExtendedActorSystem system) {
            this.system = system;
        }

        /** Hands over an open store, which the caller closes after the system has ended. */
        public synchronized void provide(JournalStore open) {
            if (store != null) {
                throw new IllegalStateException("this actor system has the journal " + store.folder() + " already");
            }
            store = open;
        }

        /** The store; opened here if nobody has handed one over. */
        public synchronized JournalStore store() {
            if (store == null) {
                JournalStore open = JournalStore.open(Path.of(system.settings().config().getString(JOURNAL_PLUGIN + ".dir")));
                system.registerOnTermination(open::close);
                store = open;
            }
            return store;
        }
    }
}
