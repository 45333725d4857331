package io.netvscd.journal.akka;

import akka.actor.AbstractExtensionId;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import akka.actor.ExtensionIdProvider;
import akka.pattern.Patterns;
import akka.persistence.JournalProtocol;
import akka.persistence.Persistence;
import com.typesafe.config.ConfigFactory;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.StoreRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;

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

    /** Whom nothing is recorded of. */
    private static final String NOBODY = "nobody";

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

        /**
         * Waits until the journal's actor answers. Akka only logs that one could not be made: owners would wait for their recovery, and
         * everything would look well.
         *
         * @throws StoreRefused where it does not answer, with the reason
         */
        public void awaitJournal(Duration deadline) {
            ActorRef journal = Persistence.get(system).journalFor(JOURNAL_PLUGIN, ConfigFactory.empty());
            try {
                Object answer = Patterns.askWithReplyTo(
                        journal, asking -> new JournalProtocol.ReplayMessages(1, 0, 0, NOBODY, asking), deadline)
                        .toCompletableFuture().join();
                if (answer instanceof JournalProtocol.ReplayMessagesFailure failure) {
                    throw refused("the journal's actor fails: " + failure.cause().getMessage(), failure.cause());
                }
            } catch (CompletionException silent) {
                throw refused("the journal's actor did not answer within " + deadline.toMillis() + " ms", silent.getCause());
            }
        }

        private StoreRefused refused(String why, Throwable cause) {
            return new StoreRefused(store().folder(), why, "the log has what kept it from starting", cause);
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
