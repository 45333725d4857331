package io.netvscd.replay.step;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.Incident;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.timeline.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static final OwnerId MASTER = OwnerId.master("eth0");

    private final List<TransitionRecord> journal = Incident.of(ON_VF).journal();
    private final Walk walk = walk(0);

    @Test
    void goesForwardAndBackAndNotBeyondTheEnds() {
        walk.move(1);
        walk.move(1);
        walk.move(-1);
        assertThat(walk.line().turn()).isEqualTo(journal.get(1));

        walk.move(-100_000);
        assertThat(walk.at()).isZero();
        walk.move(100_000);
        assertThat(walk.line().turn()).isEqualTo(journal.get(journal.size() - 1));
    }

    @Test
    void knowsWhatEveryOwnerKnewThenWhicheverWayItCame() {
        walk.move(walk.length());
        assertThat(walk.known().get(MASTER).phase()).isEqualTo("vf");
        walk.move(-walk.length());
        assertThat(walk.known()).hasSize(1);
        walk.phaseChange(1);
        assertThat(walk.known().get(walk.line().turn().owner()).phase()).isEqualTo(walk.line().after());
    }

    @Test
    void findsTheNextChangeOfAPhaseAndTheNextTransitionOfAnOwner() {
        while (walk.phaseChange(1)) {
            assertThat(walk.line().before()).isNotEqualTo(walk.line().after());
        }
        OwnerId owner = walk.line().turn().owner();
        assertThat(walk.sameOwner(-1)).isTrue();
        assertThat(walk.line().turn().owner()).isEqualTo(owner);
    }

    @Test
    void findsWordsInEitherDirection() {
        assertThat(walk.find("switchanswered", 1)).isTrue();
        long tick = walk.line().turn().stamp().tick();
        assertThat(walk.find("SwitchAnswered", 1)).isFalse();
        assertThat(walk.line().turn().stamp().tick()).isEqualTo(tick);
        assertThat(walk.find("ChannelOffered", -1)).isTrue();
    }

    @Test
    void goesToATickThatIsThere() {
        assertThat(walk.goTo(Tick.parse("1:7"))).isTrue();
        assertThat(walk.line().turn().stamp().tick()).isEqualTo(7);
        assertThat(walk.goTo(Tick.parse("2:7"))).isFalse();
        assertThat(walk.line().turn().stamp().tick()).isEqualTo(7);
    }

    @Test
    void remembersWhatCameBeforeIt() {
        Walk later = walk(20);

        assertThat(later.length()).isEqualTo(journal.size() - 20);
        assertThat(later.known()).containsKeys(MASTER, OwnerId.WATCHER, OwnerId.channel("eth0"));
        later.move(later.length());
        walk.move(walk.length());
        assertThat(later.known()).isEqualTo(walk.known());
    }

    private Walk walk(int from) {
        Walk through = new Walk(Machines.all());
        journal.subList(0, from).forEach(through::remember);
        journal.subList(from, journal.size()).forEach(through::add);
        return through;
    }
}
