package io.netvscd.replay.whatif;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.Incident;
import io.netvscd.replay.diff.Difference;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.StepFailed;
import io.netvscd.replay.stats.NicStatistics;
import io.netvscd.replay.timeline.Tick;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final long MS = 1_000_000;
    private static final String UNPLUGGED = """
              { at = 310 ms, send = 1000, from = master, size = 1400 }
              { at = 320 ms, vf = unplug, name = vf0 }
              { at = 330 ms, send = 1000, from = master, size = 1400 }
              { at = 900 ms, admin = down }
              { at = 1 s, expect { datapath = synthetic } }
            """;

    private final List<TransitionRecord> onVf = Incident.of(ON_VF, "{ at = 1 s, vf = unplug, name = vf0 }").journal();
    private final List<TransitionRecord> unplugged = Incident.of(ON_VF, UNPLUGGED).journal();

    @Test
    void unchangedComesToTheSameDecisions() {
        WhatIf.Result result = ask(unplugged, new Change.Nothing());

        assertThat(result.history().differences()).isEmpty();
        assertThat(result.parting().differences()).isEmpty();
        assertThat(result.unchanged().figures()).isEqualTo(result.changed().figures());
        assertThat(frames(result.unchanged())).extracting(Traffic.Figures::onVf, Traffic.Figures::onSynthetic, Traffic.Figures::lost)
                .containsExactly(1000L, 1000L, 0L);
    }

    @Test
    void mostOfWhatHappensFollowsFromTheRest() {
        WhatIf.Sources sources = ask(onVf, new Change.Nothing()).sources();

        assertThat(sources.outside() + sources.asItCame() + sources.broughtAbout()).isEqualTo(onVf.size());
        assertThat(sources.broughtAbout()).isGreaterThan(3 * (sources.outside() + sources.asItCame()));
    }

    @Test
    void aShorterTakeoverIsOnTheVfEarlierByTheDifference() {
        WhatIf.Result result = ask(onVf, new Change.Set(Change.Setting.TAKEOVER_DELAY, 20 * MS));

        assertThat(nic(result.changed()).onVfNs() - nic(result.unchanged()).onVfNs()).isEqualTo(80 * MS);
        assertThat(result.parting().differences()).extracting(Difference::aspect).containsExactly("actions");
        assertThat(result.parting().differences().get(0)).satisfies(one -> {
            assertThat(one.a()).contains("timer=takeover", "delayMs=100");
            assertThat(one.b()).contains("timer=takeover", "delayMs=20");
        });
    }

    @Test
    void aSlowerHostIsReachedLater() {
        WhatIf.Result result = ask(onVf, new Change.Set(Change.Setting.HOST_LATENCY, 50 * MS));

        assertThat(nic(result.changed()).toVf()).isEqualTo(1);
        assertThat(nic(result.changed()).onVfNs()).isLessThan(nic(result.unchanged()).onVfNs());
    }

    @Test
    void aFlapLimitThatIsReachedDampsTheVf() {
        WhatIf.Result result = ask(onVf, new Change.Set(Change.Setting.FLAP_LIMIT, 1));

        assertThat(result.parting().differences().get(0).owner()).isEqualTo(OwnerId.master("eth0"));
        assertThat(result.parting().differences().get(0).b()).contains("DampingBegun");
    }

    @Test
    void withoutTheAssociationTheVfIsNeverUsed() {
        WhatIf.Result result = ask(unplugged, new Change.Drop(tickOf(unplugged, MasterInput.VfAssociated.class)));

        assertThat(nic(result.changed()).toVf()).isZero();
        assertThat(frames(result.changed()).onSynthetic()).isEqualTo(2000);
        assertThat(result.changed().phases()).containsEntry("master/eth0", "synthetic");
    }

    @Test
    void withoutItsWarningAVfIsLeftOnlyOnceItIsGone() {
        WhatIf.Result result = ask(unplugged, new Change.Drop(tickOf(unplugged, WatcherInput.NetdevGoingDown.class)));

        assertThat(result.history().equal()).isTrue();
        assertThat(result.parting().equal()).isFalse();
        assertThat(nic(result.changed()).onVfNs()).isGreaterThan(nic(result.unchanged()).onVfNs());
        assertThat(result.changed().phases()).containsEntry("vf/eth0/0002:00:02.0", "gone");
    }

    @Test
    void aLaterInputPutsOffWhatFollowsFromIt() {
        Change late = new Change.Delay(tickOf(unplugged, MasterInput.VfReadiness.class), 30 * MS);

        WhatIf.Result result = ask(unplugged, late);

        assertThat(nic(result.changed()).toVf()).isEqualTo(1);
        assertThat(nic(result.changed()).onVfNs()).isLessThan(nic(result.unchanged()).onVfNs());
    }

    @Test
    void anInsertedStepHappensAsInAScenario() throws ScenarioFileException {
        Tick onVfThen = tickOf(onVf, MasterInput.SwitchEnded.class);

        WhatIf.Result result = ask(onVf, new Change.Insert(onVfThen, step("host = rescind")));

        assertThat(result.changed().phases()).containsEntry("channel/eth0", "rescinded");
        assertThat(nic(result.changed()).onVfNs()).isLessThan(nic(result.unchanged()).onVfNs());
    }

    @Test
    void framesThatAreInsertedAreCountedWhereTheyGo() throws ScenarioFileException {
        Tick last = Tick.parse(String.valueOf(onVf.size()));

        WhatIf.Result result = ask(onVf, new Change.Insert(last, step("send = 7, from = master, size = 100")));

        assertThat(frames(result.changed()).onSynthetic() - frames(result.unchanged()).onSynthetic()).isEqualTo(7);
    }

    @Test
    void aStepAboutADeviceThatIsNotThereNamesThoseThatAre() throws ScenarioFileException {
        Change unknown = new Change.Insert(Tick.parse("30"), step("netdev = down, name = vf7"));

        assertThatThrownBy(() -> ask(onVf, unknown)).isInstanceOf(StepFailed.class).hasMessageContaining("vf7: there is no such device");
    }

    @Test
    void aLaterLifeOfTheDaemonBeginsWithWhatEarlierOnesKnew() {
        List<TransitionRecord> lives = Incident.of(ON_VF, "{ at = 400 ms, daemon = crash }", "{ at = 500 ms, daemon = start }",
                "{ at = 2 s, expect { datapath = vf } }").journal();
        List<TransitionRecord> first = lives.stream().filter(turn -> turn.stamp().bootEpoch() == 1).toList();
        List<TransitionRecord> second = lives.subList(first.size(), lives.size());

        WhatIf.Result result = WhatIf.ask(Machines.all(), first, second, new Change.Nothing());

        assertThat(second).isNotEmpty();
        assertThat(result.history().differences()).isEmpty();
    }

    private static WhatIf.Result ask(List<TransitionRecord> journal, Change change) {
        WhatIf.Result result = WhatIf.ask(Machines.all(), List.of(), journal, change);
        assertThat(result.history().differences()).as("the run without a change beside the record").isEmpty();
        return result;
    }

    private static TimedStep step(String text) throws ScenarioFileException {
        return ScenarioParser.step("--insert", text, Set.of("eth0"));
    }

    private static Tick tickOf(List<TransitionRecord> journal, Class<? extends Input> type) {
        return journal.stream().filter(turn -> type.isInstance(turn.input()))
                .map(turn -> Tick.parse(Tick.of(turn.stamp()))).findFirst().orElseThrow();
    }

    private static NicStatistics nic(WhatIf.Run run) {
        return run.nics().get("eth0");
    }

    private static Traffic.Figures frames(WhatIf.Run run) {
        return run.figures().get("eth0");
    }
}
