package io.netvscd.journal.akka;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.persistence.AbstractPersistentActor;
import akka.persistence.RecoveryCompleted;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.ConfigFactory;
import io.netvscd.journal.Samples;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetvscdJournalTest {
    @TempDir
    private Path folder;
    private JournalStore store;
    private ActorSystem system;

    private record Kept(List<TransitionRecord> records) {
    }

    /** Persists what it is told, answers with what it has. */
    static final class Keeper extends AbstractPersistentActor {
        private final List<TransitionRecord> kept = new ArrayList<>();

        @Override
        public String persistenceId() {
            return "master/eth0";
        }

        @Override
        public String journalPluginId() {
            return JournalStoreExtension.JOURNAL_PLUGIN;
        }

        @Override
        public String snapshotPluginId() {
            return JournalStoreExtension.SNAPSHOT_PLUGIN;
        }

        @Override
        public Receive createReceiveRecover() {
            return receiveBuilder().match(TransitionRecord.class, kept::add).match(RecoveryCompleted.class, done -> { }).build();
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(TransitionRecord.class, each -> persist(each, persisted -> {
                        kept.add(persisted);
                        sender().tell(new Kept(List.copyOf(kept)), self());
                    }))
                    .build();
        }
    }

    @BeforeEach
    void start() {
        store = JournalStore.open(folder);
        system = ActorSystem.create("journal-test", ConfigFactory.load());
        JournalStoreExtension.of(system).provide(store);
    }

    @AfterEach
    void stop() {
        TestKit.shutdownActorSystem(system);
        store.close();
    }

    @Test
    void anActorFindsItsRecordsAgainAfterARestart() {
        List<TransitionRecord> records = List.of(Samples.at(1, 3), Samples.at(1, 6), Samples.at(1, 9));
        TestKit probe = new TestKit(system);
        ActorRef keeper = system.actorOf(Props.create(Keeper.class));
        keeper.tell(records.get(0), probe.getRef());
        keeper.tell(records.get(1), probe.getRef());
        assertThat(probe.expectMsgClass(Kept.class).records()).hasSize(1);
        assertThat(probe.expectMsgClass(Kept.class).records()).hasSize(2);
        stop();
        start();
        TestKit second = new TestKit(system);
        system.actorOf(Props.create(Keeper.class)).tell(records.get(2), second.getRef());
        assertThat(second.expectMsgClass(Kept.class).records()).isEqualTo(records);
        stop();
        try (JournalSource source = JournalSource.open(folder); Stream<TransitionRecord> read = source.records()) {
            assertThat(read.toList()).isEqualTo(records);
        }
        start();
    }
}
