package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;

/**
 * A record as it stands in the journal.
 *
 * @param position in the total order, from 1
 */
public record StoredRecord(long position, Entry entry) {
}
