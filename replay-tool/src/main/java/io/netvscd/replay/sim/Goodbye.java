package io.netvscd.replay.sim;

import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stops a daemon in order, as its device manager does: the masters first, so that no path is left on a VF, then the
 * channels, then the rest. Each stage has a limit.
 */
final class Goodbye {
    private static final long STAGE_LIMIT_NS = 3_000_000_000L;

    private enum Stage {
        MASTERS,
        CHANNELS,
        REST
    }

    private final Agenda agenda;
    private final VirtualDaemon daemon;
    private final Runnable finished;
    private final Set<OwnerId> awaited = new TreeSet<>();
    private Stage stage;
    private Agenda.Entry limit;

    Goodbye(Agenda agenda, VirtualDaemon daemon, Runnable finished) {
        this.agenda = agenda;
        this.daemon = daemon;
        this.finished = finished;
    }

    /** Begins; {@code finished} is called when the last owner has ended. */
    void begin() {
        daemon.whenActed(this::heard);
        enter(Stage.MASTERS, OwnerId.Kind.MASTER, new MasterInput.MasterStop());
    }

    private void enter(Stage next, OwnerId.Kind kind, Input goodbye) {
        stage = next;
        awaited.clear();
        daemon.owners().all().stream().map(VirtualOwner::id).filter(id -> id.kind() == kind).forEach(awaited::add);
        awaited.forEach(owner -> daemon.tell(owner, goodbye));
        limit = agenda.at(agenda.nowNs() + STAGE_LIMIT_NS, this::proceed);
        if (awaited.isEmpty()) {
            proceed();
        }
    }

    private void heard(TransitionRecord turn) {
        boolean nothingToStop = turn.reason() != null && (turn.input() instanceof MasterInput.MasterStop
                || turn.input() instanceof ChannelInput.ChannelStop
                || turn.input() instanceof WatcherInput.WatcherStop);
        boolean last = turn.input() instanceof WatcherInput.WatcherStop;
        if (nothingToStop || last || turn.events().stream().anyMatch(Goodbye::endsAnOwner)) {
            boolean wasAwaited = awaited.remove(turn.owner());
            if (wasAwaited && awaited.isEmpty()) {
                proceed();
            }
        }
    }

    private void proceed() {
        limit.cancel();
        switch (stage) {
            case MASTERS -> enter(Stage.CHANNELS, OwnerId.Kind.CHANNEL, new ChannelInput.ChannelStop());
            case CHANNELS -> enter(Stage.REST, OwnerId.Kind.WATCHER, new WatcherInput.WatcherStop());
            default -> agenda.at(agenda.nowNs(), finished);
        }
    }

    private static boolean endsAnOwner(Event event) {
        return event instanceof MasterEvent.Stopped || event instanceof ChannelEvent.ChannelStopped;
    }
}
