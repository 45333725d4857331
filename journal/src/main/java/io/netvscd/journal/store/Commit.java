package io.netvscd.journal.store;

import io.netvscd.journal.format.Head;
import io.netvscd.journal.vocabulary.Stamp;
import java.util.List;

/**
 * One synced write: everything that waited.
 *
 * @param changes all keys and values, atomic
 * @param head    the chain's end once they are on disk
 * @param records how many records are among them
 * @param gaps    ever written by then
 * @param newest  the highest stamp by then
 */
record Commit(List<Change> changes, Head head, long records, long gaps, Stamp newest) {
}
