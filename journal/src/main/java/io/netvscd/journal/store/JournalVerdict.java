package io.netvscd.journal.store;

import java.util.List;

/**
 * What a look at every octet of a journal folder found.
 *
 * @param whole            every record that was ever acknowledged is there and is what was written
 * @param damages          each names a file or a record; empty where nothing at all is wrong. A whole journal can have some, where they
 *                         touch nothing that holds records
 * @param records          readable, from the first on
 * @param lastGoodPosition the last record before the damage, or the last of all
 * @param lastGoodLife     the newest life of the daemon up to that record
 * @param lastGoodTick     the highest tick of that life up to that record
 * @param chainHead        hash of the last good record's envelope, in hex
 * @param gaps             what the journal itself says it could not keep
 */
public record JournalVerdict(
        boolean whole,
        List<String> damages,
        long records,
        long lastGoodPosition,
        long lastGoodLife,
        long lastGoodTick,
        String chainHead,
        long gaps) {
    public JournalVerdict {
        damages = List.copyOf(damages);
    }
}
