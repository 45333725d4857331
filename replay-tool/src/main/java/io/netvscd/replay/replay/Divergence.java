package io.netvscd.replay.replay;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;

/**
 * Something that came out differently.
 *
 * @param record      the number of the transition among all of the journal, from 1 in tick order
 * @param aspect      events, actions, reason, datapath (what was counted up to a checkpoint) or frame (the path of one)
 * @param frameSource of a frame: which record of which black box; else null
 * @param input       what the owner was told
 * @param recorded    what the journal, or the black box, says
 * @param now         what the same input came to this time
 * @param stateBefore the owner's state when it was told
 */
public record Divergence(
        Stamp stamp,
        long record,
        OwnerId owner,
        String aspect,
        String frameSource,
        String input,
        String recorded,
        String now,
        String stateBefore) {
}
