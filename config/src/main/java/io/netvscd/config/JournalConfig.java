package io.netvscd.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where transitions are remembered, and for how long. What goes first is the oldest.
 *
 * @param dir           the journal's folder, made when missing
 * @param keep          records go when they are older
 * @param sizeBytes     what the journal's files may have in all
 * @param incidentBytes what records around incidents, kept although they are too old or too many, may have besides
 */
public record JournalConfig(Path dir, Duration keep, long sizeBytes, long incidentBytes) {
    static final Duration DEFAULT_KEEP = Duration.ofDays(90);
    static final Duration MAX_KEEP = Duration.ofDays(36_500);
    static final long DEFAULT_SIZE_BYTES = 1L << 30;
    static final long DEFAULT_INCIDENT_BYTES = 256L << 20;
    /** The journal's database needs as much to turn round in. */
    static final long MIN_SIZE_BYTES = 64L << 20;
    static final long MAX_SIZE_BYTES = 1L << 50;
}
