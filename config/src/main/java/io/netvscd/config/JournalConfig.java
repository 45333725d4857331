package io.netvscd.config;

import java.nio.file.Path;

/**
 * Where transitions are remembered.
 *
 * @param dir the journal's folder, made when missing
 */
public record JournalConfig(Path dir) {
}
