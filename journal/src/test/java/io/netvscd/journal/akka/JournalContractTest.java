package io.netvscd.journal.akka;

import static org.assertj.core.api.Assertions.assertThat;

import akka.persistence.DeleteMessagesSuccess;
import akka.persistence.JournalProtocol;
import akka.persistence.PersistentRepr;
import io.netvscd.journal.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Akka Persistence demands of a journal: the checks of its technology compatibility kit, for JUnit. */
class JournalContractTest {
    private static final String OWNER = "master/eth0";

    @TempDir
    private Path folder;
    private PluginFixture plugins;

    @BeforeEach
    void writeFive() {
        plugins = new PluginFixture(folder);
        plugins.writeTexts(OWNER, 1, 5);
    }

    @AfterEach
    void stop() {
        plugins.close();
    }

    @Test
    void replaysAll() {
        assertThat(plugins.replay(OWNER, 1, Long.MAX_VALUE, Long.MAX_VALUE).messages()).isEqualTo(List.of(
                text(1), text(2), text(3), text(4), text(5)));
    }

    @Test
    void replaysFromALowerBound() {
        assertThat(payloads(3, Long.MAX_VALUE, Long.MAX_VALUE)).containsExactly("a-3", "a-4", "a-5");
    }

    @Test
    void replaysUpToAnUpperBound() {
        assertThat(payloads(1, 3, Long.MAX_VALUE)).containsExactly("a-1", "a-2", "a-3");
    }

    @Test
    void replaysAsManyAsAsked() {
        assertThat(payloads(1, Long.MAX_VALUE, 3)).containsExactly("a-1", "a-2", "a-3");
        assertThat(payloads(2, 5, 2)).containsExactly("a-2", "a-3");
    }

    @Test
    void replaysBetweenBounds() {
        assertThat(payloads(2, 4, Long.MAX_VALUE)).containsExactly("a-2", "a-3", "a-4");
        assertThat(payloads(2, 2, Long.MAX_VALUE)).containsExactly("a-2");
        assertThat(payloads(2, 4, 1)).containsExactly("a-2");
    }

    @Test
    void replaysNothingWhereNothingIsAskedFor() {
        assertThat(payloads(2, 4, 0)).isEmpty();
        assertThat(payloads(3, 2, Long.MAX_VALUE)).isEmpty();
        assertThat(plugins.replay(OWNER, 1, 0, Long.MAX_VALUE)).isEqualTo(new PluginFixture.Replayed(List.of(), 5));
    }

    @Test
    void hasNothingOfAnOwnerThatWroteNothing() {
        assertThat(plugins.replay("master/none", 1, Long.MAX_VALUE, Long.MAX_VALUE))
                .isEqualTo(new PluginFixture.Replayed(List.of(), 0));
    }

    @Test
    void tellsTheHighestSequenceNumber() {
        assertThat(plugins.replay(OWNER, 3, Long.MAX_VALUE, Long.MAX_VALUE).highestSequenceNr()).isEqualTo(5);
        assertThat(plugins.replay(OWNER, 6, Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(new PluginFixture.Replayed(List.of(), 5));
    }

    @Test
    void replaysNothingThatWasDeleted() {
        delete(3);
        assertThat(payloads(1, Long.MAX_VALUE, Long.MAX_VALUE)).containsExactly("a-4", "a-5");
    }

    @Test
    void countsOnAfterADeletion() {
        delete(3);
        assertThat(plugins.replay(OWNER, 1, Long.MAX_VALUE, Long.MAX_VALUE).highestSequenceNr()).isEqualTo(5);
        delete(Long.MAX_VALUE);
        assertThat(plugins.replay(OWNER, 1, Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(new PluginFixture.Replayed(List.of(), 5));
        stop();
        plugins = new PluginFixture(folder);
        assertThat(plugins.replay(OWNER, 1, Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(new PluginFixture.Replayed(List.of(), 5));
        plugins.writeTexts(OWNER, 6, 7);
        assertThat(payloads(1, Long.MAX_VALUE, Long.MAX_VALUE)).containsExactly("a-6", "a-7");
    }

    @Test
    void keepsOwnersWhoseNamesBeginAlikeApart() {
        plugins.writeTexts("master/eth0/x", 1, 2);
        plugins.writeTexts("master/eth", 1, 1);
        assertThat(payloads(1, Long.MAX_VALUE, Long.MAX_VALUE)).hasSize(5);
        assertThat(plugins.replay("master/eth", 1, Long.MAX_VALUE, Long.MAX_VALUE).payloads()).containsExactly("a-1");
    }

    @Test
    void writesSeveralEventsTogether() {
        List<Object> answers = plugins.write(List.of(PluginFixture.atomic(List.of(text(6), text(7))),
                PluginFixture.atomic(List.of(text(8)))));
        assertThat(answers).hasSize(3).allMatch(answer -> answer instanceof JournalProtocol.WriteMessageSuccess);
        assertThat(payloads(6, Long.MAX_VALUE, Long.MAX_VALUE)).containsExactly("a-6", "a-7", "a-8");
    }

    @Test
    void rejectsWhatNobodyCanSerializeAndWritesTheRest() {
        Object impossible = new Object();
        List<Object> answers = plugins.write(List.of(PluginFixture.atomic(List.of(text(6))),
                PluginFixture.atomic(List.of(PluginFixture.message(OWNER, 7, impossible))), PluginFixture.atomic(List.of(text(8)))));
        assertThat(answers.get(0)).isInstanceOf(JournalProtocol.WriteMessageSuccess.class);
        assertThat(answers.get(1)).isInstanceOf(JournalProtocol.WriteMessageRejected.class);
        assertThat(answers.get(2)).isInstanceOf(JournalProtocol.WriteMessageSuccess.class);
        assertThat(payloads(6, Long.MAX_VALUE, Long.MAX_VALUE)).containsExactly("a-6", "a-8");
    }

    @Test
    void aRejectionLeavesAJournalThatChecksOut() {
        rejectsWhatNobodyCanSerializeAndWritesTheRest();
        stop();
        plugins = new PluginFixture(folder);
        assertThat(plugins.replay(OWNER, 1, Long.MAX_VALUE, Long.MAX_VALUE).highestSequenceNr()).isEqualTo(8);
        assertThat(plugins.store.gaps()).hasSize(1);
        assertThat(plugins.store.gaps().get(0).lost()).hasSize(1).allMatch(lost -> lost.owner().equals(OWNER) && lost.count() == 1);
    }

    @Test
    void storesTransitionRecordsInTheirOwnForm() {
        plugins.write(List.of(PluginFixture.atomic(List.of(PluginFixture.message(OWNER, 6, Samples.at(1, 9))))));
        assertThat(payloads(6, 6, 1)).containsExactly(Samples.at(1, 9));
        assertThat(plugins.store.byTick()).containsExactly(Samples.at(1, 9));
    }

    private List<Object> payloads(long from, long to, long max) {
        return plugins.replay(OWNER, from, to, max).payloads();
    }

    private void delete(long to) {
        plugins.journal.tell(new JournalProtocol.DeleteMessagesTo(OWNER, to, plugins.probe.getRef()), plugins.probe.getRef());
        plugins.probe.expectMsg(new DeleteMessagesSuccess(to));
    }

    private static PersistentRepr text(long sequenceNr) {
        return PluginFixture.message(OWNER, sequenceNr, "a-" + sequenceNr);
    }
}
