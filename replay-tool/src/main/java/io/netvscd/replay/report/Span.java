package io.netvscd.replay.report;

/**
 * Something that held for a while.
 *
 * @param fromNs on the report's time axis
 * @param toNs   on the report's time axis
 * @param word   a phase, a data path
 */
record Span(long fromNs, long toNs, String word) {
}
