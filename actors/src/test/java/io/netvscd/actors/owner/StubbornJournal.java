package io.netvscd.actors.owner;

import akka.dispatch.Futures;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A journal in memory that can be told to hold its acknowledgements or to fail. One at a time; {@link #reset} between
 * tests.
 */
public final class StubbornJournal extends AsyncWriteJournal {
    enum Mood {
        WILLING,
        HOLDING,
        FAILING
    }

    private static final List<PersistentRepr> STORED = new ArrayList<>();
    private static final List<Promise<Iterable<Optional<Exception>>>> HELD = new ArrayList<>();
    private static Mood mood = Mood.WILLING;

    static synchronized void reset() {
        STORED.clear();
        HELD.clear();
        mood = Mood.WILLING;
    }

    static synchronized void be(Mood next) {
        mood = next;
    }

    /** Acknowledges everything held back, and is willing from now on. */
    static synchronized void release() {
        mood = Mood.WILLING;
        HELD.forEach(promise -> promise.success(List.of()));
        HELD.clear();
    }

    static synchronized int stored() {
        return STORED.size();
    }

    static synchronized int held() {
        return HELD.size();
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
        synchronized (StubbornJournal.class) {
            if (mood == Mood.FAILING) {
                return Futures.failed(new IOException("no space left on device"));
            }
            writes.forEach(write -> STORED.addAll(CollectionConverters.asJava(write.payload())));
            if (mood == Mood.HOLDING) {
                Promise<Iterable<Optional<Exception>>> promise = Futures.promise();
                HELD.add(promise);
                return promise.future();
            }
            return Futures.successful(List.of());
        }
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return Futures.successful(null);
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        synchronized (StubbornJournal.class) {
            STORED.stream()
                    .filter(stored -> stored.persistenceId().equals(persistenceId))
                    .filter(stored -> stored.sequenceNr() >= from && stored.sequenceNr() <= to)
                    .limit(max)
                    .forEach(replay);
            return Futures.successful(null);
        }
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        synchronized (StubbornJournal.class) {
            return Futures.successful(STORED.stream()
                    .filter(stored -> stored.persistenceId().equals(persistenceId))
                    .mapToLong(PersistentRepr::sequenceNr)
                    .max()
                    .orElse(0));
        }
    }
}
