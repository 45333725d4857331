package io.netvscd.journal.store;

import java.nio.file.Path;

/** A folder that is not opened, with the reason and the mend; for a command a matter of exit code 2. */
public final class StoreRefused extends RuntimeException {
    private final transient Path folder;
    private final String mend;

    public StoreRefused(Path folder, String reason, String mend) {
        super(folder + ": " + reason + "; " + mend);
        this.folder = folder;
        this.mend = mend;
    }

    public StoreRefused(Path folder, String reason, String mend, Throwable cause) {
        this(folder, reason, mend);
        initCause(cause);
    }

    /** The journal's folder. */
    public Path folder() {
        return folder;
    }

    /** What a person can do about it. */
    public String mend() {
        return mend;
    }
}
