package io.netvscd.replay.whatif;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfEvent;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherEvent;
import io.netvscd.journal.vocabulary.WatcherInput;

/** The configuration that owners are started with and hand on. */
final class Facts {
    private static final long NS_PER_MS = 1_000_000;

    private Facts() {
    }

    /** The input as it would have been with this setting. */
    static Input with(Change.Set change, Input input) {
        if (input instanceof MasterInput.MasterStarted started) {
            return new MasterInput.MasterStarted(with(change, started.facts()), started.again());
        } else if (input instanceof ChannelInput.ChannelStarted started) {
            return new ChannelInput.ChannelStarted(with(change, started.facts()));
        } else if (input instanceof WatcherInput.WatcherStarted started) {
            return new WatcherInput.WatcherStarted(started.nics().stream().map(nic -> with(change, nic)).toList());
        }
        return input;
    }

    /** A turn without the settings that are handed on in it, so that two runs are compared by what they make of them. */
    static TransitionRecord neutral(TransitionRecord turn) {
        return new TransitionRecord(turn.stamp(), turn.owner(), neutral(turn.input()), turn.events().stream().map(Facts::neutral).toList(),
                turn.actions().stream().map(Facts::neutral).toList(), turn.reason(), turn.checkpoint());
    }

    private static Input neutral(Input input) {
        if (input instanceof MasterInput.MasterStarted started) {
            return new MasterInput.MasterStarted(neutral(started.facts()), started.again());
        } else if (input instanceof ChannelInput.ChannelStarted started) {
            return new ChannelInput.ChannelStarted(neutral(started.facts()));
        } else if (input instanceof WatcherInput.WatcherStarted started) {
            return new WatcherInput.WatcherStarted(started.nics().stream().map(Facts::neutral).toList());
        }
        return input instanceof VfInput.VfAppeared appeared
                ? new VfInput.VfAppeared(appeared.generation(), appeared.netdev(), 0) : input;
    }

    private static Event neutral(Event event) {
        if (event instanceof MasterEvent.MasterReset reset) {
            return new MasterEvent.MasterReset(neutral(reset.facts()));
        } else if (event instanceof ChannelEvent.ChannelReset reset) {
            return new ChannelEvent.ChannelReset(neutral(reset.facts()));
        } else if (event instanceof WatcherEvent.WatchBegun begun) {
            return new WatcherEvent.WatchBegun(begun.nics().stream().map(Facts::neutral).toList());
        }
        return event instanceof VfEvent.Appeared appeared
                ? new VfEvent.Appeared(appeared.generation(), appeared.netdev(), 0) : event;
    }

    private static Action neutral(Action action) {
        return action instanceof Action.Tell tell ? new Action.Tell(tell.to(), neutral(tell.message())) : action;
    }

    private static NicFacts neutral(NicFacts nic) {
        return of(nic, 0, 0, 0);
    }

    private static NicFacts with(Change.Set change, NicFacts nic) {
        return switch (change.setting()) {
            case TAKEOVER_DELAY -> of(nic, change.value() / NS_PER_MS, nic.flapLimit(), nic.flapHalfLifeMs());
            case FLAP_LIMIT -> of(nic, nic.takeoverDelayMs(), (int) change.value(), nic.flapHalfLifeMs());
            case FLAP_HALF_LIFE -> of(nic, nic.takeoverDelayMs(), nic.flapLimit(), change.value() / NS_PER_MS);
            case HOST_LATENCY, KERNEL_LATENCY -> nic;
        };
    }

    private static NicFacts of(NicFacts nic, long takeoverDelayMs, int flapLimit, long flapHalfLifeMs) {
        return new NicFacts(nic.nic(), nic.permanentMac(), nic.mtu(), nic.anyDevice(), takeoverDelayMs, nic.hostless(),
                nic.syntheticDevice(), flapLimit, flapHalfLifeMs, nic.channels(), nic.rssKey(), nic.rssTable(), nic.groups(),
                nic.alarms());
    }
}
