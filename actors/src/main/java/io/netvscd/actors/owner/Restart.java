package io.netvscd.actors.owner;

import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What follows when one owner was restarted from its journal: it has lost its timers and the actions that it had not carried
 * out. Whoever speaks with it alone begins again with it: a VF's owner is told of its VF anew; the watcher looks at everything anew; a
 * master begins a new life, for its channel's sake too, and has the channel do so, behind all that it has told it before. Other NICs hear
 * nothing of it.
 */
public final class Restart {
    /** An owner is told something. */
    public record Word(OwnerId to, Input input) {
    }

    private Restart() {
    }

    /**
     * What is said, in this order.
     *
     * @param beginnings what each owner that is not a VF's was told first
     * @param owners     all there are
     */
    public static List<Word> of(OwnerId restarted, Map<OwnerId, Input> beginnings, Collection<OwnerId> owners) {
        return switch (restarted.kind()) {
            case VF -> List.of(new Word(OwnerId.WATCHER, new WatcherInput.TellAgain(restarted)));
            case WATCHER -> {
                List<Word> words = new ArrayList<>();
                words.add(new Word(restarted, beginnings.get(restarted)));
                owners.stream().filter(owner -> owner.kind() == OwnerId.Kind.VF)
                        .forEach(vf -> words.add(new Word(restarted, new WatcherInput.TellAgain(vf))));
                yield List.copyOf(words);
            }
            case MASTER, CHANNEL -> {
                OwnerId master = OwnerId.master(restarted.nic());
                MasterInput.MasterStarted beginning = (MasterInput.MasterStarted) beginnings.get(master);
                yield List.of(new Word(master, beginning.onceMore()));
            }
        };
    }
}
