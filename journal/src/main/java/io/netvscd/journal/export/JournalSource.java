package io.netvscd.journal.export;

import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A journal to read, wherever it is: the folder of a daemon that does not run, or a bundle. */
public interface JournalSource extends AutoCloseable {
    /**
     * Opens a journal folder or a bundle.
     *
     * @throws io.netvscd.journal.store.StoreRefused for a folder that is not read, with the reason and the mend
     * @throws BundleRefused                         for a file that is no whole bundle
     */
    static JournalSource open(Path path) {
        return Files.isRegularFile(path) ? BundleReader.open(path) : new FolderSource(path);
    }

    /** What an open store has on disk, without closing it afterwards. */
    static JournalSource of(JournalStore store) {
        return new LiveSource(store);
    }

    /**
     * All records in tick order, every time from the start.
     *
     * <p>The stream ends with {@link io.netvscd.journal.store.JournalDamaged} where the journal is damaged; what it gave before that is
     * whole.
     */
    Stream<TransitionRecord> records();

    /** What the journal could not keep, in order. */
    List<JournalGap> gaps();

    /**
     * What owners knew where their records before are not there any more: before the first record that is left, and after stretches that
     * retention took away. Each holds for its owner from its stamp on.
     */
    List<KnownState> states();

    /** The folder or the file. */
    Path path();

    @Override
    void close();
}
