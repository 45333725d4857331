package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Action.SetNetdev;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.MasterInput.VfReadiness;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput.VfActivated;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfJoin;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.VfSettings;

/** A VF of eth0, brought to any phase in the usual way. */
interface VirtualFunctionFixture {
    OwnerId OWNER = OwnerId.vf("eth0", "0002:00:02.0");
    String KEY = "0002:00:02.0";
    VfSettings UP = new VfSettings(true, 1500, MAC, false);
    VfSettings DOWN = new VfSettings(false, 1500, MAC, false);
    VfSettings JUMBO = new VfSettings(true, 9000, MAC, false);
    TimerFired TAKEOVER = new TimerFired(TimerName.TAKEOVER, 1);
    TimerFired UPKEEP = new TimerFired(TimerName.UPKEEP, 1);
    CancelTimer NO_LOOK = new CancelTimer(TimerName.UPKEEP);
    int EINVAL = 22;

    MachineRun<VfState> newLife();

    static Tell tell(MasterInput message) {
        return new Tell(OwnerId.master("eth0"), message);
    }

    static Tell ready() {
        return tell(new VfReadiness(KEY, 1, true, ""));
    }

    static Tell unfit(String why) {
        return tell(new VfReadiness(KEY, 1, false, why));
    }

    static SetNetdev set(NetdevSetting setting, long value) {
        return new SetNetdev(7, 1, setting, value);
    }

    /** What an order to open the netdev begins with. */
    static SetNetdev park() {
        return set(NetdevSetting.PARKED, 1);
    }

    static StartTimer upkeep(long delayMs) {
        return new StartTimer(TimerName.UPKEEP, 1, delayMs);
    }

    static VfChanged seen(Netdev netdev) {
        return new VfChanged(1, netdev);
    }

    /** A VF that has come to this phase in the usual way, up and fit from standby on. */
    default MachineRun<VfState> in(VfPhase phase) {
        return in(phase, UP);
    }

    default MachineRun<VfState> in(VfPhase phase, VfSettings settings) {
        MachineRun<VfState> run = newLife().on(new VfAppeared(1, vf(7), 100));
        switch (phase) {
            case GONE -> run.on(new VfVanished(1));
            case PRESENT -> { }
            case JOINED -> run.on(new VfJoin(1, settings));
            case STANDBY -> run.on(new VfJoin(1, settings), TAKEOVER, seen(up(vf(7))));
            case ACTIVE -> run.on(new VfJoin(1, settings), TAKEOVER, seen(up(vf(7))), new VfActivated(1));
            case DEPARTING -> run.on(new VfJoin(1, settings), TAKEOVER, seen(up(vf(7))), new VfActivated(1),
                    new VfGoingDown(1));
        }
        return run.inPhase(phase);
    }
}
