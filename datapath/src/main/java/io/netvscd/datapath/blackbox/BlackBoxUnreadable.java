package io.netvscd.datapath.blackbox;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is no black box, or one that cannot be believed. */
public final class BlackBoxUnreadable extends IOException {
    public BlackBoxUnreadable(Path file, String why) {
        super(file + ": " + why);
    }
}
