package io.netvscd.replay.diff;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;

/**
 * Where the histories of one owner part.
 *
 * @param number of the record among those of its owner, from 1
 * @param aspect what differs: the input, the events, the actions, the reason, the checkpoint, or that one journal has the record alone
 * @param atA    its stamp in the first journal, null where it has none
 * @param atB    its stamp in the second journal, null where it has none
 * @param a      what the first has, as text
 * @param b      what the second has, as text
 */
public record Difference(OwnerId owner, long number, String aspect, Stamp atA, Stamp atB, String a, String b) {
}
