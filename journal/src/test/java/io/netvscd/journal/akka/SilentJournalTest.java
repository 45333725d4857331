package io.netvscd.journal.akka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.AbstractActor;
import akka.actor.ActorSystem;
import com.typesafe.config.ConfigFactory;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.StoreRefused;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose actor does not live: Akka alone would go on as if all were well. */
class SilentJournalTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    /** Takes everything and says nothing. */
    static final class Mute extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(any -> { }).build();
        }
    }

    /** Cannot be made. */
    static final class Broken extends AbstractActor {
        Broken() {
            throw new IllegalStateException("no journal today");
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().build();
        }
    }

    @Test
    void oneThatDoesNotAnswerIsNoticed() throws Exception {
        isRefused(Mute.class);
    }

    @Test
    void oneThatCannotBeMadeIsNoticed() throws Exception {
        isRefused(Broken.class);
    }

    @Test
    void oneThatAnswersIsFound() throws Exception {
        with(NetvscdJournal.class, access -> assertThatCode(() -> access.awaitJournal(LONG)).doesNotThrowAnyException());
    }

    private void isRefused(Class<?> plugin) throws Exception {
        with(plugin, access -> assertThatThrownBy(() -> access.awaitJournal(SHORT)).isInstanceOf(StoreRefused.class)
                .hasMessageContaining("the journal's actor did not answer within 300 ms"));
    }

    private interface Check {
        void check(JournalStoreExtension.Access access);
    }

    private void with(Class<?> plugin, Check check) throws Exception {
        ActorSystem system = ActorSystem.create("silent", ConfigFactory.parseString("""
                akka { loglevel = OFF, stdout-loglevel = OFF }
                netvscd.journal.class = "%s"
                """.formatted(plugin.getName())).withFallback(ConfigFactory.load()));
        try (JournalStore store = JournalStore.open(folder)) {
            JournalStoreExtension.Access access = JournalStoreExtension.of(system);
            access.provide(store);
            check.check(access);
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }
}
