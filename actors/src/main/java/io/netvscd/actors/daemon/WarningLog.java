package io.netvscd.actors.daemon;

import io.netvscd.journal.vocabulary.AlarmKind;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the log what an operator should know of NICs and VFs, once when it begins and once when it ends. */
final class WarningLog {
    private static final Logger LOG = LoggerFactory.getLogger(WarningLog.class);

    private record Alarm(OwnerId owner, AlarmKind kind) {
    }

    private final Set<Alarm> raised = ConcurrentHashMap.newKeySet();

    void hear(TransitionRecord turn) {
        turn.events().forEach(event -> hear(turn.owner(), event));
    }

    private void hear(OwnerId owner, Event event) {
        if (event instanceof MasterEvent.AlarmRaised alarm) {
            raised.add(new Alarm(owner, alarm.kind()));
            LOG.warn("{}: {}", owner, alarm.text());
        } else if (event instanceof MasterEvent.SuspicionEnded ended) {
            if (raised.remove(new Alarm(owner, ended.kind()))) {
                LOG.info("{}: the alarm {} is over", owner, ended.kind());
            }
        } else if (event instanceof MasterEvent.DampingBegun) {
            LOG.warn("{}: the VF comes and goes too often; on synthetic until it has been quiet", owner);
        } else if (event instanceof MasterEvent.DampingEnded) {
            LOG.info("{}: the VF has been quiet and may be used again", owner);
        } else if (event instanceof VfEvent.WarningRaised warning) {
            LOG.warn("{}: {}", owner, warning.warning());
        } else if (event instanceof VfEvent.WarningCleared warning) {
            LOG.info("{}: no more: {}", owner, warning.warning());
        }
    }
}
