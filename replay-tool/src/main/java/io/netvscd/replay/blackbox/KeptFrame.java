package io.netvscd.replay.blackbox;

import io.netvscd.datapath.blackbox.BlackBoxFrame;
import java.util.Comparator;
import java.util.Locale;

/**
 * A record of a black box, and whose it was in which life of the daemon. Two freezes of one moment hold it twice; it is one.
 *
 * @param file the black box, as it is named in a bundle
 */
public record KeptFrame(String file, String nic, long bootEpoch, BlackBoxFrame frame) {
    /** By the transitions it came after; rings of one NIC have no order among them between two transitions. */
    static final Comparator<KeptFrame> ORDER = Comparator.comparingLong(KeptFrame::bootEpoch)
            .thenComparingLong(kept -> kept.frame().tick())
            .thenComparing(KeptFrame::nic)
            .thenComparing(kept -> kept.frame().ring())
            .thenComparingLong(kept -> kept.frame().number());

    /** Where it is kept, for messages. */
    public String source() {
        return file + ", frame " + frame.number() + " of the ring " + frame.ring().name().toLowerCase(Locale.ROOT) + ", tick "
                + bootEpoch + ':' + frame.tick();
    }
}
