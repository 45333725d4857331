package io.netvscd.replay.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Rules for files that commands write. */
final class OutputFile {
    private OutputFile() {
    }

    /** Refuses a file that is there, and one whose folder is not: evidence is never written over. */
    static void checkNew(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (Files.exists(file)) {
            throw new BadInput(file + ": it exists already; give a new name");
        } else if (parent == null || !Files.isDirectory(parent)) {
            throw new BadInput(file + ": there is no folder " + parent);
        }
    }
}
