package io.netvscd.actors.owner;

import static io.netvscd.actors.owner.ToyMachine.goSynthetic;
import static io.netvscd.actors.owner.ToyMachine.mtu;
import static io.netvscd.actors.owner.ToyMachine.told;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnerActorTest {
    private static final OwnerId OWNER = OwnerId.master("toy");

    private ActorTestKit kit;
    private TestProbe<Action> actions;
    private TestProbe<TransitionRecord> decided;
    private TestProbe<TransitionRecord> written;
    private TestProbe<Object> ready;
    private TestProbe<String> journal;
    private ActionRunner runner;

    @BeforeEach
    void startActorSystem() {
        StubbornJournal.reset();
        kit = ActorTestKit.create(ConfigFactory.parseString("""
                akka.loglevel = OFF
                akka.stdout-loglevel = OFF
                stubborn { class = "io.netvscd.actors.owner.StubbornJournal" }
                """).withFallback(ConfigFactory.load()));
        actions = kit.createTestProbe();
        decided = kit.createTestProbe();
        written = kit.createTestProbe();
        ready = kit.createTestProbe();
        journal = kit.createTestProbe();
        runner = (owner, action) -> actions.ref().tell(action);
    }

    @AfterEach
    void stopActorSystem() {
        kit.shutdownTestKit();
    }

    @Test
    void carriesOutActionsInOrderOnceTheirTurnIsWritten() {
        ActorRef<OwnerActor.Command> owner = spawn(1);

        tell(owner, mtu(1500), mtu(9000));

        expectActions(told(1500), told(9000));
        assertThat(StubbornJournal.stored()).isEqualTo(2);
    }

    @Test
    void holdsActionsBackWhileTheJournalStallsButHandlesInputs() {
        ActorRef<OwnerActor.Command> owner = spawn(1);
        StubbornJournal.be(StubbornJournal.Mood.HOLDING);

        tell(owner, mtu(1500), mtu(9000), mtu(1400));

        expectDecided(3);
        actions.expectNoMessage(Duration.ofMillis(50));
        StubbornJournal.release();
        expectActions(told(1500), told(9000), told(1400));
    }

    @Test
    void urgentActionsDoNotWaitForAStalledJournalAndAreNotOvertaken() {
        ActorRef<OwnerActor.Command> owner = spawn(1);
        StubbornJournal.be(StubbornJournal.Mood.HOLDING);

        tell(owner, mtu(1500), ToyMachine.down());

        expectActions(told(1500), goSynthetic());
        actions.expectNoMessage(Duration.ofMillis(50));
        StubbornJournal.release();
        expectActions(told(0));
    }

    @Test
    void turnsThatPiledUpAreWrittenInOneBatch() {
        ActorRef<OwnerActor.Command> owner = spawn(1);
        StubbornJournal.be(StubbornJournal.Mood.HOLDING);
        tell(owner, mtu(1));
        expectDecided(1);
        tell(owner, mtu(2), mtu(3), mtu(4));
        expectDecided(3);

        StubbornJournal.release();

        assertThat(written.receiveSeveralMessages(4)).extracting(TransitionRecord::input)
                .startsWith(mtu(1), mtu(2), mtu(3), mtu(4));
    }

    @Test
    void recoversItsStateBeforeItsFirstInput() {
        ActorRef<OwnerActor.Command> first = spawn(1);
        tell(first, mtu(1500), ToyMachine.down());
        written.receiveSeveralMessages(2);
        kit.stop(first);
        ready.expectMessage(new ToyMachine.Toy(0, true));

        spawn(2);

        ready.expectMessage(new ToyMachine.Toy(1500, false));
    }

    @Test
    void anOwnerWhoseShellFailsHasWhatItHadDecidedInItsNextLifeAndInTheJournal() {
        runner = (owner, action) -> {
            if (action.equals(goSynthetic())) {
                throw new IllegalStateException("the edge fails");
            }
        };
        ActorRef<OwnerActor.Command> owner = spawn(1);
        ready.expectMessage(new ToyMachine.Toy(0, true));
        StubbornJournal.be(StubbornJournal.Mood.HOLDING);

        tell(owner, mtu(1500), ToyMachine.down());
        expectDecided(2);
        StubbornJournal.release();

        ready.expectMessage(new ToyMachine.Toy(1500, false));
        assertThat(written.receiveSeveralMessages(2)).extracting(TransitionRecord::input)
                .containsExactly(mtu(1500), ToyMachine.down());
    }

    @Test
    void stampsCountUpWithinAnEpoch() {
        ActorRef<OwnerActor.Command> owner = spawn(7);

        tell(owner, mtu(1500), mtu(9000));

        List<TransitionRecord> turns = decided.receiveSeveralMessages(2);
        assertThat(turns).extracting(turn -> turn.stamp().tick()).containsExactly(1L, 2L);
        assertThat(turns).extracting(turn -> turn.stamp().bootEpoch()).containsOnly(7L);
    }

    @Test
    void timersComeBackAsInputs() {
        ActorRef<OwnerActor.Command> owner = spawn(1);

        tell(owner, mtu(1));

        assertThat(decided.receiveSeveralMessages(2).get(1).input()).isInstanceOf(TimerFired.class);
    }

    @Test
    void aMachineThatThrowsIsJournaledAndChangesNothing() {
        ActorRef<OwnerActor.Command> owner = spawn(1);

        tell(owner, mtu(1500), mtu(13), mtu(9000));

        assertThat(written.receiveSeveralMessages(3).get(1).reason()).startsWith("defect:").contains("thirteen");
        expectActions(told(1500), told(9000));
    }

    @Test
    void theNetworkGoesOnWhenTheJournalFailsAndTheTurnsAreWrittenOnceItHeals() {
        ActorRef<OwnerActor.Command> owner = spawn(1);
        StubbornJournal.be(StubbornJournal.Mood.FAILING);

        tell(owner, mtu(1500));
        expectActions(told(1500));
        journal.expectMessage("failed");
        tell(owner, mtu(9000));
        expectActions(told(9000));

        StubbornJournal.be(StubbornJournal.Mood.WILLING);
        journal.expectMessage("recovered");
        assertThat(written.receiveSeveralMessages(2)).extracting(TransitionRecord::input)
                .containsExactly(mtu(1500), mtu(9000));
        tell(owner, mtu(1400));
        expectActions(told(1400));
    }

    @Test
    void aJournalThatNeverAnswersIsNotWaitedForBeyondPatience() {
        ActorRef<OwnerActor.Command> owner = spawn(1, Duration.ofMillis(20), 100);
        StubbornJournal.be(StubbornJournal.Mood.HOLDING);

        tell(owner, mtu(1500));

        expectActions(told(1500));
        StubbornJournal.release();
        journal.expectMessage("failed");
        journal.expectMessage("recovered");
        tell(owner, mtu(9000));
        expectActions(told(9000));
    }

    @Test
    void turnsBeyondTheBoundAreCountedAsLostAndStillCarriedOut() {
        ActorRef<OwnerActor.Command> owner = spawn(1, Duration.ofMinutes(1), 2);
        StubbornJournal.be(StubbornJournal.Mood.HOLDING);

        tell(owner, mtu(1500), mtu(9000), mtu(1400));

        expectActions(told(1500), told(9000), told(1400));
        journal.expectMessage("lost 1");
    }

    @Test
    void finishesOnlyOnceEverythingIsWritten() {
        ActorRef<OwnerActor.Command> owner = spawn(1);
        StubbornJournal.be(StubbornJournal.Mood.HOLDING);
        tell(owner, mtu(1500));
        expectDecided(1);

        owner.tell(new OwnerActor.Finish());
        StubbornJournal.release();

        kit.createTestProbe().expectTerminated(owner, Duration.ofSeconds(3));
        assertThat(written.receiveSeveralMessages(1)).hasSize(1);
    }

    private ActorRef<OwnerActor.Command> spawn(long epoch) {
        return spawn(epoch, Duration.ofMinutes(1), 1000);
    }

    private ActorRef<OwnerActor.Command> spawn(long epoch, Duration patience, int maxUnwritten) {
        return kit.spawn(OwnerActor.create(new OwnerSetup<>(
                OWNER,
                new ToyMachine(),
                new Ticker(epoch),
                runner,
                new Probes(),
                "stubborn",
                patience,
                maxUnwritten)));
    }

    private static void tell(ActorRef<OwnerActor.Command> owner, Input... inputs) {
        for (Input input : inputs) {
            owner.tell(new OwnerActor.Handle(input));
        }
    }

    private void expectDecided(int turns) {
        decided.receiveSeveralMessages(turns);
    }

    private void expectActions(Action... expected) {
        assertThat(actions.receiveSeveralMessages(expected.length)).containsExactly(expected);
    }

    private final class Probes implements OwnerObserver {
        @Override
        public void ready(OwnerId owner, Object state) {
            ready.ref().tell(state);
        }

        @Override
        public void decided(TransitionRecord turn, Object state) {
            decided.ref().tell(turn);
        }

        @Override
        public void written(TransitionRecord turn) {
            written.ref().tell(turn);
        }

        @Override
        public void journalFailed(OwnerId owner, String why) {
            journal.ref().tell("failed");
        }

        @Override
        public void journalRecovered(OwnerId owner) {
            journal.ref().tell("recovered");
        }

        @Override
        public void recordsLost(OwnerId owner, long count) {
            journal.ref().tell("lost " + count);
        }
    }
}
