package io.netvscd.replay.timeline;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.Incident;
import io.netvscd.replay.timeline.Causes.Consequence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CausesTest {
    private final Causes causes = new Causes();

    @BeforeEach
    void readAnIncident() {
        Incident.of(ON_VF, "{ at = 400 ms, host = force-synthetic }").journal().forEach(causes::accept);
    }

    @Test
    void aSwitchGoesBackToTheDeviceThatMadeItPossible() {
        List<TransitionRecord> chain = causes.chain(index(input -> input instanceof VfInput.VfActivated));

        assertThat(chain).first().extracting(TransitionRecord::input).isInstanceOf(VfInput.VfActivated.class);
        assertThat(chain).last().extracting(TransitionRecord::input)
                .isInstanceOfSatisfying(WatcherInput.NetdevSeen.class, seen -> assertThat(seen.netdev().up()).isFalse());
    }

    @Test
    void aDeviceThatIsSeenUpIsUpBecauseItWasSetSo() {
        List<TransitionRecord> chain = causes.chain(index(input -> input instanceof WatcherInput.NetdevSeen seen && seen.netdev().up()));

        assertThat(chain.get(1).actions()).anyMatch(
                action -> action instanceof Action.SetNetdev set && set.setting() == NetdevSetting.ADMIN);
    }

    @Test
    void whatFollowsIsToldToItsEnd() {
        int asked = index(input -> input instanceof ChannelInput.SwitchRequested request && request.path() == DataPath.VF);

        List<Consequence> consequences = causes.consequences(asked);

        assertThat(consequences).first().extracting(one -> one.turn().input()).isInstanceOf(ChannelInput.HostCompletion.class);
        assertThat(consequences).extracting(one -> one.turn().input().getClass().getSimpleName())
                .containsSubsequence("HostCompletion", "SwitchEnded", "DatapathApplied", "VfActivated");
    }

    @Test
    void everyConsequenceComesOfTheTurnOrOfAnotherConsequence() {
        int seen = index(input -> input instanceof WatcherInput.NetdevSeen);
        Set<TransitionRecord> known = new HashSet<>(Set.of(causes.turns().get(seen)));

        for (Consequence one : causes.consequences(seen)) {
            assertThat(known).contains(one.cause());
            known.add(one.turn());
        }
        assertThat(known).noneMatch(turn -> turn.input() instanceof MasterInput.HostForcedPath);
    }

    private int index(Predicate<Input> which) {
        List<TransitionRecord> turns = causes.turns();
        for (int i = 0; i < turns.size(); i++) {
            if (which.test(turns.get(i).input())) {
                return i;
            }
        }
        throw new AssertionError("no such turn");
    }
}
