package io.netvscd.actors.daemon;

import io.netvscd.actors.owner.OwnerObserver;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What every owner is at this moment, for whoever asks; and the stream of turns that are safe on disk. */
public final class OwnerBoard implements OwnerObserver {
    private final Map<OwnerId, Object> states = new ConcurrentSkipListMap<>();
    private final Set<OwnerId> begun = ConcurrentHashMap.newKeySet();
    private final Map<OwnerId, String> journalTroubles = new ConcurrentHashMap<>();
    private final Map<OwnerId, Long> lost = new ConcurrentHashMap<>();
    private final List<Consumer<TransitionRecord>> followers = new CopyOnWriteArrayList<>();
    private final List<Consumer<TransitionRecord>> watchers = new CopyOnWriteArrayList<>();
    private final AtomicLong decided = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    /** The state of an owner, null if there is none. */
    public Object state(OwnerId owner) {
        return states.get(owner);
    }

    /** The state of an owner that has taken a turn in this life, null of one that has only recovered what it knew in another. */
    public Object livedState(OwnerId owner) {
        return begun.contains(owner) ? states.get(owner) : null;
    }

    /** The owners that fit, in the order of their text form. */
    public List<OwnerId> owners(Predicate<OwnerId> which) {
        return states.keySet().stream().filter(which).toList();
    }

    /** Why the journal takes no records of some owner, or null while it takes all. */
    public String journalTrouble() {
        return journalTroubles.values().stream().findFirst().orElse(null);
    }

    /** Records that could not be kept in memory while the journal failed. */
    public long lostRecords() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Turns taken that are not on disk. */
    public long unwritten() {
        return decided.get() - written.get();
    }

    /** Calls {@code follower} with each turn once it is safe on disk, on an owner's thread; the result ends that. */
    public Runnable follow(Consumer<TransitionRecord> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /** Calls {@code watcher} with each turn as soon as it is decided, before any disk, on an owner's thread. */
    public void watch(Consumer<TransitionRecord> watcher) {
        watchers.add(watcher);
    }

    @Override
    public void ready(OwnerId owner, Object state) {
        states.put(owner, state);
    }

    @Override
    public void decided(TransitionRecord turn, Object state) {
        states.put(turn.owner(), state);
        begun.add(turn.owner());
        decided.incrementAndGet();
        watchers.forEach(watcher -> watcher.accept(turn));
    }

    @Override
    public void written(TransitionRecord turn) {
        written.incrementAndGet();
        followers.forEach(follower -> follower.accept(turn));
    }

    @Override
    public void journalFailed(OwnerId owner, String why) {
        journalTroubles.put(owner, why);
    }

    @Override
    public void journalRecovered(OwnerId owner) {
        journalTroubles.remove(owner);
    }

    @Override
    public void recordsLost(OwnerId owner, long count) {
        lost.put(owner, count);
    }
}
