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
 * master begins a new life, and then its channel, which so hears what the master said before it; and the VFs of their NIC are told of
 * again. Other NICs hear nothing of it.
 *
 * @param words what is said, in this order
 * @param nic   whose master begins again; empty where none does
 * @param then  what is said as soon as it has
 */
public record Restart(List<Word> words, String nic, List<Word> then) {
    /** An owner is told something. */
    public record Word(OwnerId to, Input input) {
    }

    /**
     * What follows the restart of an owner.
     *
     * @param beginnings what each owner that is not a VF's was told first, in the order in which they began
     * @param owners     all there are
     */
    public static Restart of(OwnerId restarted, Map<OwnerId, Input> beginnings, Collection<OwnerId> owners) {
        return switch (restarted.kind()) {
            case VF -> alone(List.of(new Word(OwnerId.WATCHER, new WatcherInput.TellAgain(restarted))));
            case WATCHER -> {
                List<Word> words = new ArrayList<>();
                words.add(new Word(restarted, beginnings.get(restarted)));
                owners.stream().filter(owner -> owner.kind() == OwnerId.Kind.VF)
                        .forEach(vf -> words.add(new Word(restarted, new WatcherInput.TellAgain(vf))));
                yield alone(words);
            }
            case MASTER, CHANNEL -> {
                OwnerId master = OwnerId.master(restarted.nic());
                List<Word> then = new ArrayList<>();
                OwnerId channel = OwnerId.channel(restarted.nic());
                if (beginnings.containsKey(channel)) {
                    then.add(new Word(channel, beginnings.get(channel)));
                }
                then.add(new Word(OwnerId.WATCHER, new WatcherInput.TellAgain(master)));
                MasterInput.MasterStarted beginning = (MasterInput.MasterStarted) beginnings.get(master);
                yield new Restart(List.of(new Word(master, beginning.onceMore())), restarted.nic(), List.copyOf(then));
            }
        };
    }

    private static Restart alone(List<Word> words) {
        return new Restart(List.copyOf(words), "", List.of());
    }
}
