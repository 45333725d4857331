package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.timeline.Tick;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A journal up to one of its records, in tick order: what comes after it is not looked at, so that it may be damaged. */
final class UpToTick implements JournalSource {
    private final JournalSource source;
    private final Tick last;

    /** Closing this closes the source too. */
    UpToTick(JournalSource source, Tick last) {
        this.source = source;
        this.last = last;
    }

    @Override
    public Stream<TransitionRecord> records() {
        Stream<TransitionRecord> all = source.records();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Records(all.iterator()),
                Spliterator.ORDERED | Spliterator.NONNULL), false).onClose(all::close);
    }

    private final class Records implements Iterator<TransitionRecord> {
        private final Iterator<TransitionRecord> all;
        private boolean reached;

        private Records(Iterator<TransitionRecord> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            if (!reached && !all.hasNext()) {
                throw new BadInput(source.path() + ": there is no record " + last + "; 'timeline' shows which there are");
            }
            return !reached;
        }

        @Override
        public TransitionRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            TransitionRecord next = all.next();
            reached = last.names(next.stamp());
            return next;
        }
    }

    @Override
    public List<JournalGap> gaps() {
        return source.gaps();
    }

    @Override
    public List<KnownState> states() {
        return source.states();
    }

    @Override
    public Path path() {
        return source.path();
    }

    @Override
    public void close() {
        source.close();
    }
}
