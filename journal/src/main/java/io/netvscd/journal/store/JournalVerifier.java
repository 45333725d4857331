package io.netvscd.journal.store;

import io.netvscd.journal.leveldb.DatabaseFiles;
import io.netvscd.journal.leveldb.FileDamage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Looks at every octet of a journal folder that no daemon has open: first the files themselves, then every record in its order. */
public final class JournalVerifier {
    private JournalVerifier() {
    }

    /** Verifies a folder without writing to it; {@link StoreRefused} for one that is no journal or is open elsewhere. */
    public static JournalVerdict verify(Path folder) {
        try (JournalReader reader = JournalReader.open(folder)) {
            return verify(folder, reader);
        }
    }

    /** Verifies a folder that is open for reading. */
    static JournalVerdict verify(Path folder, JournalReader reader) {
        List<String> damages = new ArrayList<>();
        try {
            if (!reader.repaired().isEmpty()) {
                damages.add(reader.repaired());
            }
            for (FileDamage damage : DatabaseFiles.check(folder)) {
                damages.add(damage.toString());
            }
            damages.addAll(HeadWitness.damages(folder));
            return follow(reader, damages);
        } catch (IOException e) {
            throw new StoreRefused(folder, "it cannot be read: " + e.getMessage(), "check who may read it", e);
        }
    }

    private static JournalVerdict follow(JournalReader reader, List<String> damages) {
        RecordCursor cursor = reader.cursor();
        boolean whole = true;
        try {
            cursor.follow();
        } catch (JournalDamaged e) {
            damages.add(e.getMessage());
            whole = false;
        }
        Chain chain = cursor.chain();
        return new JournalVerdict(whole, damages, chain.records(), chain.position(), chain.tally().newest().bootEpoch(),
                chain.tally().newest().tick(),
                HexFormat.of().formatHex(chain.head().hash()), chain.gaps());
    }
}
