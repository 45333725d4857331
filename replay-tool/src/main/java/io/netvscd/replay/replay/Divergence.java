package io.netvscd.replay.replay;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;

/**
 * Something that came out differently.
 *
 * @param aspect      events, actions, reason or datapath
 * @param input       what the owner was told
 * @param recorded    what the journal says
 * @param now         what the same input came to this time
 * @param stateBefore the owner's state when it was told
 */
public record Divergence(
        Stamp stamp,
        OwnerId owner,
        String aspect,
        String input,
        String recorded,
        String now,
        String stateBefore) {
}
