package io.netvscd.replay.report;

/**
 * Something that came from outside at one moment.
 *
 * @param atNs on the report's time axis
 */
record Mark(long atNs, String text) {
}
