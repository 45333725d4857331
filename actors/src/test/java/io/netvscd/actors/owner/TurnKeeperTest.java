package io.netvscd.actors.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnKeeperTest {
    private final List<String> done = new ArrayList<>();
    private final Unwritten unwritten = new Unwritten(3);
    private final TurnKeeper.Hands hands = new TurnKeeper.Hands() {
        @Override
        public void write(List<TransitionRecord> turns) {
            done.add("write" + turns.stream().map(turn -> turn.stamp().tick()).toList());
        }

        @Override
        public void await(boolean answer) {
            done.add(answer ? "await" : "no longer");
        }

        @Override
        public void hurry(TransitionRecord turn) {
            done.add("hurry " + turn.stamp().tick());
        }

        @Override
        public void act(TransitionRecord turn) {
            done.add("act " + turn.stamp().tick());
        }

        @Override
        public void written(TransitionRecord turn) {
            done.add("written " + turn.stamp().tick());
        }

        @Override
        public void journalFailed(String why) {
            done.add("failed");
        }

        @Override
        public void journalRecovered() {
            done.add("recovered");
        }

        @Override
        public void lost(long turns) {
            done.add("lost " + turns);
        }
    };
    private final TurnKeeper keeper = new TurnKeeper(unwritten, hands);

    @Test
    void writesATurnBeforeItIsActedOn() {
        keeper.decided(turn(1));
        keeper.written();

        assertThat(done).containsExactly("await", "write[1]", "no longer", "written 1", "act 1");
    }

    @Test
    void takesAlongWhatStandsBeforeAnUrgentActionAndWaitsWithTheRest() {
        keeper.decided(turn(1));
        keeper.decided(turn(2, new Action.OrderDatapath(new DatapathOrder.OpenMaster(false), true)));
        keeper.written();
        keeper.written();

        assertThat(done).containsExactly("await", "write[1]", "act 1", "hurry 2", "no longer", "written 1",
                "await", "write[2]", "no longer", "written 2", "act 2");
    }

    @Test
    void gathersWhatIsDecidedDuringAWriteIntoTheNext() {
        keeper.decided(turn(1));
        keeper.decided(turn(2));
        keeper.decided(turn(3));
        done.clear();
        keeper.written();

        assertThat(done).containsExactly("no longer", "written 1", "act 1", "await", "write[2, 3]");
    }

    @Test
    void actsWithoutTheJournalWhenItFailsAndNeverTwice() {
        keeper.decided(turn(1));
        keeper.fails("disk full");
        keeper.decided(turn(2));
        keeper.resume(null);
        keeper.written();

        assertThat(done).containsExactly("await", "write[1]", "no longer", "failed", "act 1", "act 2",
                "await", "write[1, 2]", "no longer", "written 1", "written 2", "recovered");
        assertThat(keeper.failing()).isFalse();
        assertThat(keeper.allWritten()).isTrue();
    }

    @Test
    void takesForWrittenWhatTheJournalHasWhenItIsThereAgain() {
        keeper.decided(turn(1));
        keeper.fails("the recorder stopped");
        keeper.decided(turn(2));
        done.clear();
        keeper.resume(turn(1).stamp());

        assertThat(done).containsExactly("written 1", "await", "write[2]");
    }

    @Test
    void losesTheTurnsThatFindNoRoomAndActsOnThemAllTheSame() {
        for (int tick = 1; tick <= 4; tick++) {
            keeper.decided(turn(tick));
        }

        assertThat(done).containsExactly("await", "write[1]", "lost 1", "no longer", "failed", "act 1", "act 2", "act 3",
                "act 4");
        assertThat(keeper.allWritten()).isFalse();
    }

    @Test
    void theNextLifeWritesWhatTheJournalHasNotOfTheOneBeforeAndActsOnNoneOfIt() {
        keeper.decided(turn(1));
        keeper.decided(turn(2));
        done.clear();

        TurnKeeper next = new TurnKeeper(unwritten, hands);
        next.resume(turn(1).stamp());
        next.decided(turn(3));
        next.written();
        next.written();

        assertThat(done).containsExactly("written 1", "await", "write[2]", "no longer", "written 2",
                "await", "write[3]", "no longer", "written 3", "act 3");
    }

    private static TransitionRecord turn(long tick, Action... actions) {
        return new TransitionRecord(new Stamp(1, tick, 0, 0), OwnerId.WATCHER, new WatcherInput.WatcherOverrun(),
                List.of(), List.of(actions), null, null);
    }
}
