package io.netvscd.actors.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfEvent.Carrying;
import io.netvscd.journal.vocabulary.VfEvent.CarryingEnded;
import io.netvscd.journal.vocabulary.VfInput.VfActivated;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfReleased;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MachineTestKitTest {
    private enum Lamp { OFF, ON }

    private static class LampMachine implements Machine<Lamp> {
        @Override
        public OwnerId.Kind kind() {
            return OwnerId.Kind.VF;
        }

        @Override
        public Lamp initial(OwnerId owner) {
            return Lamp.OFF;
        }

        @Override
        public Lamp apply(Lamp state, Event event) {
            return event instanceof Carrying ? Lamp.ON : Lamp.OFF;
        }

        @Override
        public Transitions<?, Lamp> transitions() {
            return table();
        }

        Transitions<Lamp, Lamp> table() {
            return Transitions.<Lamp, Lamp>of("Lamp", Lamp.class, Lamp.OFF, state -> state, this::applyAll)
                    .fromAny().on(VfGoingDown.class)
                    .stays("nothing: it is a lamp", (state, input) -> Decision.nothing("lamp"))
                    .from(Lamp.OFF).on(VfActivated.class).to(Lamp.ON, "light", (state, input) -> light())
                    .from(Lamp.ON).on(VfReleased.class).when("first: of all", (state, input) -> true)
                    .to(Lamp.OFF, "dark", (state, input) -> Decision.that(new CarryingEnded()).done())
                    .build();
        }

        Decision light() {
            return Decision.that(new Carrying()).done();
        }
    }

    /** Answers differently each time it is asked, over all its instances. */
    private static final class Forgetful extends LampMachine {
        private final int[] asked;

        private Forgetful(int[] asked) {
            this.asked = asked;
        }

        @Override
        Decision light() {
            return asked[0]++ == 0
                    ? super.light()
                    : Decision.that(new Carrying()).order(new Action.AwaitOffer()).done();
        }
    }

    private final RowCoverage<Lamp> coverage = new RowCoverage<>();

    private MachineRun<Lamp> run(Supplier<LampMachine> machine) {
        return new MachineRun<>(machine, OwnerId.vf("eth0", "if7"), coverage);
    }

    @Test
    void namesTheRowsThatNoTestTook() {
        run(LampMachine::new).on(new VfActivated(1)).decides(new Carrying()).orders().inPhase(Lamp.ON);

        assertThat(coverage.untaken(new LampMachine().transitions()))
                .containsExactly("OFF + VfGoingDown", "ON + VfGoingDown", "ON + VfReleased [first: of all]");
    }

    @Test
    void namesThePhaseThatNoTestReached() {
        run(LampMachine::new).on(new VfReleased(1)).isRefused();

        assertThat(coverage.unrefused(new LampMachine().table())).containsExactly("ON was reached by no test");
    }

    @Test
    void findsEveryPairWithoutARowRefused() {
        run(LampMachine::new).on(new VfActivated(1));

        assertThat(coverage.unrefused(new LampMachine().table())).isEmpty();
    }

    @Test
    void findsAMachineThatDoesNotDecideTheSameTwice() {
        int[] asked = {0};
        MachineRun<Lamp> run = run(() -> new Forgetful(asked)).on(new VfActivated(1));

        assertThatThrownBy(run::replays).hasMessageContaining("replay of VfActivated[generation=1]");
    }

    @Test
    void makesASampleOfEveryInput() {
        assertThat(Samples.leaves(Input.class)).hasSizeGreaterThan(40)
                .allSatisfy(type -> assertThat(Samples.of(type)).isInstanceOf(type));
    }

    @Test
    void drawsOneArrowForEachPairOfPhasesAndWhatStaysInsideThePhase() {
        assertThat(StateDiagram.render(new LampMachine().table())).isEqualTo("""
                stateDiagram-v2
                    [*] --> OFF
                    OFF : OFF<br/>stays on<br/>VfGoingDown
                    OFF --> ON : VfActivated
                    ON : ON<br/>stays on<br/>VfGoingDown
                    ON --> OFF : VfReleased [first, of all]
                """);
    }

    @Test
    void keepsTheLabelsOfAnArrowLegible() {
        Transitions.Builder<Lamp, Lamp> table = Transitions.<Lamp, Lamp>of("Lamp", Lamp.class, Lamp.OFF, state -> state,
                new LampMachine()::applyAll);
        for (int i = 1; i <= 8; i++) {
            table.from(Lamp.OFF).on(VfActivated.class).when("way " + i, (state, input) -> true)
                    .to(Lamp.ON, "light", (state, input) -> Decision.that(new Carrying()).done());
        }

        assertThat(StateDiagram.render(table.build()))
                .contains("VfActivated [way 5]<br/>and 3 more\n")
                .doesNotContain("way 6");
    }

    @Test
    void writesEqualRowsOfAllPhasesAsOneLine() {
        assertThat(StateDiagram.page(new LampMachine().table())).contains("""
                | in | input | when | then in | decided |
                | --- | --- | --- | --- | --- |
                | any | VfGoingDown |  | the same | nothing: it is a lamp |
                | OFF | VfActivated |  | ON | light |
                | ON | VfReleased | first: of all | OFF | dark |
                """);
    }
}
