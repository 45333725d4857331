package io.netvscd.journal.export;

/** A file that is not read as a bundle; for a command a matter of exit code 2. The message names the place and the reason. */
public final class BundleRefused extends RuntimeException {
    public BundleRefused(String message) {
        super(message);
    }

    public BundleRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
