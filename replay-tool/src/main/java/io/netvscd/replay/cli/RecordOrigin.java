package io.netvscd.replay.cli;

import io.netvscd.journal.export.BundleManifest;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says where a record stands, so that somebody else finds it with other tools. */
final class RecordOrigin {
    private final Path path;
    private final boolean bundle;

    private RecordOrigin(Path path, boolean bundle) {
        this.path = path;
        this.bundle = bundle;
    }

    static RecordOrigin of(Path journal) {
        return new RecordOrigin(journal, Files.isRegularFile(journal));
    }

    /** The file. */
    String file() {
        return path.toString();
    }

    /** The place within it, of the n-th record in tick order. */
    String place(long number) {
        return bundle ? BundleManifest.TRANSITIONS + " line " + number : "record " + number;
    }
}
