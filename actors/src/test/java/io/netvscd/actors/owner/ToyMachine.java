package io.netvscd.actors.owner;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;

/** Remembers its last MTU; tells the channel of each; goes down urgently; trips over MTU 13; MTU 1 starts a timer. */
final class ToyMachine implements Machine<ToyMachine.Toy> {
    enum Phase {
        ONLY
    }

    record Toy(int mtu, boolean up) {
        Phase phase() {
            return Phase.ONLY;
        }
    }

    static final OwnerId CHANNEL = OwnerId.channel("toy");

    @Override
    public OwnerId.Kind kind() {
        return OwnerId.Kind.MASTER;
    }

    @Override
    public Toy initial(OwnerId owner) {
        return new Toy(0, true);
    }

    @Override
    public Toy apply(Toy state, Event event) {
        if (event instanceof MasterEvent.MasterMtuNoted noted) {
            return new Toy(noted.mtu(), state.up());
        }
        return event instanceof MasterEvent.AdminNoted noted ? new Toy(state.mtu(), noted.up()) : state;
    }

    @Override
    public Transitions<Phase, Toy> transitions() {
        return Transitions.<Phase, Toy>of("toy", Phase.class, Phase.ONLY, Toy::phase, this::applyAll)
                .fromAny().on(MasterInput.MtuChanged.class).stays("notes", (state, input) -> onMtu(input.mtu()))
                .fromAny().on(MasterInput.AdminChanged.class).stays("acts", (state, input) -> onAdmin(input.up()))
                .fromAny().on(TimerFired.class).stays("notes", (state, fired) ->
                        Decision.that(new MasterEvent.MasterMtuNoted((int) fired.generation())).done())
                .build();
    }

    private static Decision onMtu(int mtu) {
        if (mtu == 13) {
            throw new IllegalStateException("thirteen");
        }
        return Decision.that(new MasterEvent.MasterMtuNoted(mtu))
                .order(told(mtu))
                .orderIf(mtu == 1, new Action.StartTimer(TimerName.UPKEEP, 77, 1))
                .done();
    }

    private static Decision onAdmin(boolean up) {
        return Decision.that(new MasterEvent.AdminNoted(up)).order(goSynthetic(), told(up ? 1 : 0)).done();
    }

    static Action told(int mtu) {
        return new Action.Tell(CHANNEL, new MasterInput.MtuChanged(mtu));
    }

    static Action goSynthetic() {
        return new Action.OrderDatapath(new DatapathOrder.UseDataPath(DataPath.SYNTHETIC, "", 0), true);
    }

    static Input mtu(int value) {
        return new MasterInput.MtuChanged(value);
    }

    static Input down() {
        return new MasterInput.AdminChanged(false);
    }

}
