package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_VF;
import static io.netvscd.actors.machine.master.MasterPhase.SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.VF;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.List;
import java.util.function.Supplier;

/** A master, the words of everybody around it, and one life of it in each phase. */
interface MasterFixture {
    MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    String KEY = "0002:00:02.0";
    String OTHER_KEY = "0003:00:02.0";
    OwnerId CHANNEL = OwnerId.channel("eth0");
    OwnerId OWNER_OF_VF = OwnerId.vf("eth0", KEY);
    MacAddress OTHER_MAC = MacAddress.parse("00:15:5d:0a:00:02");
    NicFacts FACTS = new NicFacts("eth0", MAC, 1500, false, 100, false);
    Netdev NETDEV = netdev(7, KEY);
    VfSettings UP = new VfSettings(true, 1500, MAC, false);
    VfSettings DOWN = new VfSettings(false, 1500, MAC, false);

    Input STARTED = new MasterInput.MasterStarted(FACTS);
    Input STARTED_AGAIN = new MasterInput.MasterStarted(FACTS, true);
    Input STOP = new MasterInput.MasterStop();
    Input ADMIN_UP = new MasterInput.AdminChanged(true);
    Input ADMIN_DOWN = new MasterInput.AdminChanged(false);
    Input OPENED = new MasterInput.ChannelOpened(1, "6.1", true);
    Input CLOSED = new MasterInput.ChannelClosed(1, "rescinded");
    Input ASSOCIATED = new MasterInput.VfAssociated(1, true, 2);
    Input DISSOCIATED = new MasterInput.VfAssociated(1, false, 2);
    Input FORCED = new MasterInput.HostForcedPath(1, DataPath.SYNTHETIC);
    Input PRESENTED = new MasterInput.VfPresented(KEY, 1, NETDEV);
    Input READY = new MasterInput.VfReadiness(KEY, 1, true, "");
    Input NOT_READY = new MasterInput.VfReadiness(KEY, 1, false, "no carrier");
    Input DEPARTING = new MasterInput.VfDeparting(KEY, 1);
    Input LOST = new MasterInput.VfLost(KEY, 1);
    Input FELL_BACK = new MasterInput.DatapathFellBack(KEY, 1, Checkpoint.ZERO);
    DatapathOrder ATTACH = new DatapathOrder.AttachVfPort(KEY, 1, 7);
    DatapathOrder DETACH = new DatapathOrder.DetachVfPort(KEY, 1);
    DatapathOrder TO_VF = new DatapathOrder.UseDataPath(DataPath.VF, KEY, 1);
    DatapathOrder TO_SYNTHETIC = new DatapathOrder.UseDataPath(DataPath.SYNTHETIC, KEY, 1);
    Input ATTACHED = applied(ATTACH, true);
    Input ON_VF = applied(TO_VF, true);
    Input ON_SYNTHETIC = applied(TO_SYNTHETIC, true);
    Action ASK_VF = new Tell(CHANNEL, new ChannelInput.SwitchRequested(1, DataPath.VF));
    Action ASK_SYNTHETIC = new Tell(CHANNEL, new ChannelInput.SwitchRequested(1, DataPath.SYNTHETIC));
    Action LEAVE_AT_ONCE = new OrderDatapath(TO_SYNTHETIC, true);
    Action ANNOUNCE = new OrderDatapath(new DatapathOrder.AnnouncePeers(), false);
    Action RELEASE = new Tell(OWNER_OF_VF, new VfInput.VfReleased(1));

    MachineRun<MasterState> newLife();

    default List<Supplier<MachineRun<MasterState>>> phases() {
        return List.of(this::synthetic, this::switchingToVf, this::onVf, this::switchingToSynthetic, this::leavingVf);
    }

    default MachineRun<MasterState> joined() {
        return newLife().on(STARTED, ADMIN_UP, OPENED, PRESENTED);
    }

    /** At rest on synthetic, in a pause. */
    default MachineRun<MasterState> synthetic() {
        return switchingToVf().on(ended(DataPath.VF, SwitchOutcome.RING_FULL)).inPhase(SYNTHETIC);
    }

    default MachineRun<MasterState> switchingToVf() {
        return newLife().on(STARTED, ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY, ATTACHED).inPhase(SWITCHING_TO_VF);
    }

    default MachineRun<MasterState> onVf() {
        return switchingToVf().on(ended(DataPath.VF, SwitchOutcome.COMPLETED), ON_VF).inPhase(VF);
    }

    default MachineRun<MasterState> switchingToSynthetic() {
        return onVf().on(NOT_READY, ON_SYNTHETIC).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    /** Ordered off the VF by a passing unfitness; the datapath has not answered. */
    default MachineRun<MasterState> leavingVf() {
        return onVf().on(NOT_READY, READY).inPhase(SWITCHING_TO_SYNTHETIC);
    }

    /** Answers what is under way, as a host and a datapath that obey would, until nothing is; ends pauses too. */
    static MachineRun<MasterState> settle(MachineRun<MasterState> run) {
        for (int round = 0; round < 20; round++) {
            MasterState state = run.state();
            GuestPath guest = state.guest();
            if (guest.unacknowledged() > 0) {
                boolean attached = state.vf() != null && state.vf().attached();
                boolean toVf = guest.ordered() == DataPath.VF && guest.unacknowledged() == 1;
                run.on(toVf ? applied(TO_VF, attached) : ON_SYNTHETIC);
            } else if (state.host().asked() != null) {
                run.on(new MasterInput.SwitchEnded(
                        state.synthetic().incarnation(), state.host().asked(), SwitchOutcome.COMPLETED));
            } else if (state.backoff().running() && state.wishesVf()) {
                run.on(new TimerFired(TimerName.SWITCH_BACKOFF, state.backoff().generation()));
            } else {
                return run;
            }
        }
        throw new AssertionError("does not come to rest: " + run.state());
    }

    static Action reset(long number) {
        return new OrderDatapath(new DatapathOrder.ResetDatapath(number), false);
    }

    static Input ended(DataPath path, SwitchOutcome outcome) {
        return new MasterInput.SwitchEnded(1, path, outcome);
    }

    static Input applied(DatapathOrder order, boolean changed) {
        return new MasterInput.DatapathApplied(order, changed, Checkpoint.ZERO);
    }

    static Netdev netdev(int ifindex, String pciAddress) {
        return netdev(ifindex, pciAddress, "2");
    }

    static Netdev netdev(int ifindex, String pciAddress, String slot) {
        return new Netdev(ifindex, "enP2s1", MAC, MAC, true, true, 1500, "", pciAddress, slot, false, 0);
    }
}
