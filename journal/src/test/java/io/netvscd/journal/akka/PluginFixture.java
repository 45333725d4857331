package io.netvscd.journal.akka;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.persistence.AtomicWrite;
import akka.persistence.JournalProtocol;
import akka.persistence.Persistence;
import akka.persistence.PersistentEnvelope;
import akka.persistence.PersistentRepr;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.netvscd.journal.store.JournalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import scala.jdk.javaapi.CollectionConverters;

/** An actor system with both plugins on a store, talked to as Akka's own persistent actors talk to them. */
final class PluginFixture implements AutoCloseable {
    static final String WRITER = "writer-1";
    private static final Config QUIET = ConfigFactory.parseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF");

    final JournalStore store;
    final ActorSystem system;
    final ActorRef journal;
    final ActorRef snapshots;
    final TestKit probe;

    PluginFixture(Path folder) {
        this(JournalStore.open(folder), "");
    }

    /** @param settings of the actor system, that differ from Akka's own */
    PluginFixture(JournalStore open, String settings) {
        store = open;
        system = ActorSystem.create("plugins", ConfigFactory.parseString(settings).withFallback(QUIET).withFallback(ConfigFactory.load()));
        JournalStoreExtension.of(system).provide(store);
        Persistence persistence = Persistence.get(system);
        journal = persistence.journalFor(JournalStoreExtension.JOURNAL_PLUGIN, ConfigFactory.empty());
        snapshots = persistence.snapshotStoreFor(JournalStoreExtension.SNAPSHOT_PLUGIN, ConfigFactory.empty());
        probe = new TestKit(system);
    }

    static PersistentRepr message(String owner, long sequenceNr, Object payload) {
        return PersistentRepr.apply(payload, sequenceNr, owner, "", false, ActorRef.noSender(), WRITER);
    }

    static AtomicWrite atomic(List<PersistentRepr> messages) {
        return new AtomicWrite(CollectionConverters.asScala(messages).toSeq());
    }

    /** Asks the journal to write, and returns what it says after its word for the whole. */
    List<Object> write(List<AtomicWrite> writes) {
        List<PersistentEnvelope> envelopes = new ArrayList<>(writes);
        int messages = writes.stream().mapToInt(AtomicWrite::size).sum();
        journal.tell(new JournalProtocol.WriteMessages(CollectionConverters.asScala(envelopes).toSeq(), probe.getRef(), 1),
                probe.getRef());
        probe.expectMsg(JournalProtocol.WriteMessagesSuccessful$.MODULE$);
        return probe.receiveN(messages);
    }

    /** Writes texts {@code a-FROM} to {@code a-TO}, each by itself. */
    void writeTexts(String owner, long from, long to) {
        List<AtomicWrite> writes = new ArrayList<>();
        for (long i = from; i <= to; i++) {
            writes.add(atomic(List.of(message(owner, i, "a-" + i))));
        }
        write(writes);
    }

    /** What a replay gives, its last word being the highest sequence number. */
    Replayed replay(String owner, long from, long to, long max) {
        journal.tell(new JournalProtocol.ReplayMessages(from, to, max, owner, probe.getRef()), probe.getRef());
        List<PersistentRepr> messages = new ArrayList<>();
        Object next = probe.receiveOne(Duration.ofSeconds(20));
        while (next instanceof JournalProtocol.ReplayedMessage replayed) {
            messages.add(replayed.persistent());
            next = probe.receiveOne(Duration.ofSeconds(20));
        }
        return new Replayed(messages, ((JournalProtocol.RecoverySuccess) next).highestSequenceNr());
    }

    record Replayed(List<PersistentRepr> messages, long highestSequenceNr) {
        List<Object> payloads() {
            return messages.stream().map(PersistentRepr::payload).toList();
        }
    }

    @Override
    public void close() {
        TestKit.shutdownActorSystem(system);
        store.close();
    }
}
