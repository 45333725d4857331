package io.netvscd.replay.diff;

/** Two journals that cannot be compared in bounded memory, because they have so little in common. */
public final class TooFarApart extends RuntimeException {
    TooFarApart(String message) {
        super(message);
    }
}
