package io.netvscd.actors.machine.master;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.master.MasterState.Life;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;

/**
 * One turn of a master: facts are noted one by one, then {@link #conclude} compares what is wished for with what is, and takes the
 * next step towards it. Which fact brought the difference about does not matter, so the order of facts does not either.
 */
final class MasterTurn {
    /** First pause after a failed switch; doubles with each failure in a row. A host that was busy is given this long. */
    static final long BACKOFF_FIRST_MS = 1_000;
    /** Longest pause between two attempts. */
    static final long BACKOFF_MAX_MS = 60_000;
    /** Where the memory of flaps is full: about fifteen half-lives of quiet would be needed to forget more. */
    private static final int FLAP_PENALTY_MAX = 32_000_000;

    private final Decision.Builder decision = new Decision.Builder();
    private MasterState state;

    MasterTurn(MasterState state) {
        this.state = state;
    }

    MasterState state() {
        return state;
    }

    /** Notes a fact. */
    MasterTurn that(Event event) {
        state = MasterFacts.apply(state, event);
        decision.that(event);
        return this;
    }

    MasterTurn order(Action action) {
        decision.order(action);
        return this;
    }

    MasterTurn order(DatapathOrder order) {
        return order(new OrderDatapath(order, false));
    }

    /**
     * Whoever the master alone speaks with begins again with it, behind all that it has said before: the datapath does what an earlier life
     * has ordered, the channel has told that one what it knows, and so has the watcher of the NIC's VFs.
     */
    MasterTurn beginAgain() {
        long number = state.guest().reset() + 1;
        that(new MasterEvent.DatapathResetOrdered(number));
        order(new DatapathOrder.ResetDatapath(number));
        if (!state.hostless()) {
            tellChannel(new ChannelInput.ChannelStarted(state.facts()));
        }
        return order(new Tell(OwnerId.WATCHER, new WatcherInput.TellAgain(OwnerId.master(state.nic()))));
    }

    /** No switch to the VF is tried for a while. */
    MasterTurn backOff() {
        int failures = state.backoff().failures() + 1;
        long generation = state.backoff().generation() + 1;
        long delayMs = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS << Math.min(failures - 1, 16));
        that(new MasterEvent.BackoffBegun(failures, generation));
        return order(new Action.StartTimer(TimerName.SWITCH_BACKOFF, generation, delayMs));
    }

    /** What had failed gets a fresh start: a new association, a VF that became fit again. */
    MasterTurn forgive() {
        if (state.backoff().running() || state.backoff().failures() > 0) {
            that(new MasterEvent.FailuresForgiven());
            order(new Action.CancelTimer(TimerName.SWITCH_BACKOFF));
        }
        return this;
    }

    /** The VF is left although the system wants the NIC up: that counts as a flap. */
    MasterTurn countDeparture() {
        int limit = state.facts().flapLimit();
        if (limit == 0 || !state.settings().adminUp() || state.life() != Life.RUNNING) {
            return this;
        }
        int penalty = Math.min(state.flaps().penalty(), FLAP_PENALTY_MAX) + Flaps.PER_DEPARTURE;
        if (state.flaps().penalty() == 0) {
            remember(penalty, state.flaps().generation() + 1);
        } else {
            that(new MasterEvent.FlapsNoted(penalty, state.flaps().generation()));
        }
        boolean tooMany = penalty >= (long) limit * Flaps.PER_DEPARTURE;
        return tooMany && !state.flaps().damped() ? that(new MasterEvent.DampingBegun()) : this;
    }

    /** A half-life has passed; below half the limit the VF may be used again. */
    MasterTurn fade() {
        int halved = state.flaps().penalty() / 2;
        int penalty = halved < Flaps.PER_DEPARTURE / 2 ? 0 : halved;
        remember(penalty, state.flaps().generation() + 1);
        boolean quiet = penalty < (long) state.facts().flapLimit() * Flaps.PER_DEPARTURE / 2;
        return quiet && state.flaps().damped() ? that(new MasterEvent.DampingEnded()) : this;
    }

    private void remember(int penalty, long generation) {
        that(new MasterEvent.FlapsNoted(penalty, generation));
        if (penalty > 0) {
            order(new Action.StartTimer(TimerName.FLAP_DECAY, generation, state.facts().flapHalfLifeMs()));
        }
    }

    /** Lets go of the VF's port and of the VF, and takes the first spare in its place. */
    MasterTurn forgetVf() {
        letGoOfVf();
        Slave next = state.nextSpare();
        if (next != null && state.life() == Life.RUNNING) {
            take(next);
        }
        return this;
    }

    /** Lets go of the VF's port and of the VF. */
    MasterTurn letGoOfVf() {
        Slave vf = state.vf();
        boolean attached = vf.attached();
        if (state.guest().ordered() == DataPath.VF) {
            leaveVf();
        }
        that(new MasterEvent.VfForgotten(vf.key(), vf.generation()));
        if (attached) {
            order(new DatapathOrder.DetachVfPort(vf.key(), vf.generation()));
        }
        return this;
    }

    MasterTurn take(Slave vf) {
        that(new MasterEvent.VfTaken(vf.key(), vf.generation(), vf.netdev()));
        forgive();
        that(new MasterEvent.SettingsTold(state.settings()));
        return tellVf(new VfInput.VfJoin(vf.generation(), state.settings()));
    }

    /** Takes the next step from what is to what is wished for, and ends the turn. */
    Decision conclude(String otherwise) {
        openMaster();
        followUp();
        if (!state.atRest()) {
            reconsider();
        } else if (state.guest().inUse() == DataPath.VF) {
            if (!state.wishesVf() || !state.hostless() && state.host().path() != DataPath.VF) {
                leaveVf();
            }
        } else {
            settleOnSynthetic();
        }
        Watchman.look(this);
        return decision.orNothing(otherwise);
    }

    private void settleOnSynthetic() {
        boolean hostOnVf = state.host().path() == DataPath.VF;
        if (hostOnVf && !state.wishesVf() && state.synthetic().open() && !state.backoff().running()) {
            askHost(DataPath.SYNTHETIC);
            return;
        }
        releaseVf();
        if (!hostOnVf) {
            exchangeVf();
        }
        closeDown();
        if (state.life() == Life.STOPPING) {
            dismissVf();
            that(new MasterEvent.Stopped());
        } else if (state.wishesVf()) {
            towardVf();
        }
    }

    private void towardVf() {
        if (state.host().surelyOnVf() || state.hostless()) {
            moveDatapath(DataPath.VF);
        } else {
            askHost(DataPath.VF);
        }
    }

    /** A switch is under way: is it still wanted? */
    private void reconsider() {
        if (state.wishesVf()) {
            return;
        }
        if (state.host().asked() == DataPath.VF && !state.host().unwanted()) {
            that(new MasterEvent.SwitchUnwanted());
            tellChannel(new ChannelInput.SwitchWithdrawn(state.synthetic().incarnation()));
        } else if (state.guest().ordered() == DataPath.VF) {
            leaveVf();
        }
    }

    /**
     * The host has completed a switch. That says where it is now, unless it has spoken of its path since it was asked: then it is
     * asked again before anything relies on it.
     */
    MasterTurn hostCompleted(DataPath path) {
        boolean overtaken = state.host().overtaken();
        that(new MasterEvent.SwitchAnswered(SwitchOutcome.COMPLETED));
        that(new MasterEvent.HostPathNoted(path));
        return overtaken ? that(new MasterEvent.HostPathDoubted()) : this;
    }

    /** It has made a switch that was given up. Before anything relies on that it is asked again. */
    MasterTurn madeLate(DataPath path) {
        that(new MasterEvent.HostPathNoted(path));
        return path == DataPath.VF ? that(new MasterEvent.HostPathDoubted()) : this;
    }

    /** The host's side of the path may be the VF's though the guest's is not: it is told at once. */
    MasterTurn takeBack() {
        if (!state.hostless() && state.synthetic().open() && state.host().path() == DataPath.VF) {
            askHost(DataPath.SYNTHETIC);
        }
        return this;
    }

    /** The channel closes or has closed: the host's path is synthetic by itself, and nothing that was asked of it counts. */
    MasterTurn closeSynthetic() {
        long incarnation = state.synthetic().incarnation();
        that(new MasterEvent.SyntheticClosed(incarnation));
        if (state.guest().ordered() == DataPath.VF) {
            leaveVf();
        }
        return order(new DatapathOrder.DetachSyntheticPort(incarnation));
    }

    /** Receives from a VF that is fit and not attached yet. */
    MasterTurn attachVf() {
        Slave vf = state.vf();
        if (vf != null && vf.ready() && !vf.attached() && !state.backoff().running()) {
            order(new DatapathOrder.AttachVfPort(vf.key(), vf.generation(), vf.netdev().ifindex()));
        }
        return this;
    }

    private void askHost(DataPath path) {
        that(new MasterEvent.SwitchAsked(path));
        tellChannel(new ChannelInput.SwitchRequested(state.synthetic().incarnation(), path));
    }

    /** The move to safety: it waits for nothing, not even for the journal. */
    private void leaveVf() {
        countDeparture();
        moveDatapath(DataPath.SYNTHETIC);
    }

    private void moveDatapath(DataPath path) {
        Slave vf = state.vf();
        that(new MasterEvent.PathOrdered(path));
        order(new OrderDatapath(
                new DatapathOrder.UseDataPath(path, vf == null ? "" : vf.key(), vf == null ? 0 : vf.generation()),
                path == DataPath.SYNTHETIC));
    }

    private void openMaster() {
        if (state.masterOpen() != state.told().masterOpen()) {
            that(new MasterEvent.MasterOpenTold(state.masterOpen()));
            order(new DatapathOrder.OpenMaster(state.masterOpen()));
        }
    }

    /** Tells channel and VF of new settings, receive mode first: a VF is opened after the synthetic path can receive. */
    void followUp() {
        boolean opens = state.settings() != null && state.settings().adminUp() && state.life() == Life.RUNNING;
        if (opens) {
            tellReceiveMode(true);
            tellSettings();
        }
    }

    /** The other way round: the VF is closed once nothing leaves on it any more, then the synthetic path stops receiving. */
    private void closeDown() {
        if (state.settings() != null && (!state.settings().adminUp() || state.life() == Life.STOPPING)) {
            tellSettings();
            tellReceiveMode(false);
        }
    }

    private void tellSettings() {
        Slave vf = state.vf();
        if (vf != null && !vf.departing() && !state.settings().equals(vf.told())) {
            that(new MasterEvent.SettingsTold(state.settings()));
            tellVf(new VfInput.VfFollow(vf.generation(), state.settings()));
        }
    }

    private void tellReceiveMode(boolean open) {
        boolean promiscuous = open && state.settings().promiscuous();
        Told told = state.told();
        boolean news = open != told.receiveOpen() || promiscuous != told.receivePromiscuous();
        if (news && state.synthetic().open() && !state.hostless()) {
            that(new MasterEvent.ReceiveModeTold(open, promiscuous));
            tellChannel(new ChannelInput.ReceiveModeRequested(open, promiscuous));
        }
    }

    private void releaseVf() {
        if (state.vf() != null && !state.vf().released()) {
            long generation = state.vf().generation();
            that(new MasterEvent.VfReleaseTold());
            tellVf(new VfInput.VfReleased(generation));
        }
    }

    /**
     * Of two VFs the one that the host has associated is right: the host delivers to that one alone. A VF that carries is kept, as
     * hv_netvsc keeps the one that it has joined, until the path is synthetic for another reason. Where neither is the host's, the
     * one that was there first is taken, though it is heard of last, as after a start: their owners speak in any order. The one
     * that is dismissed presents itself again, behind all that it has said before, and waits from then on.
     */
    private void exchangeVf() {
        if (state.life() == Life.RUNNING && state.exchangesVf()) {
            dismissVf();
        }
    }

    private void dismissVf() {
        Slave vf = state.vf();
        if (vf != null) {
            tellVf(new VfInput.VfDismissed(vf.generation()));
            forgetVf();
        }
    }

    MasterTurn tellVf(VfInput message) {
        return order(new Tell(OwnerId.vf(state.nic(), state.vf().key()), message));
    }

    void tellChannel(ChannelInput message) {
        order(new Tell(OwnerId.channel(state.nic()), message));
    }
}
