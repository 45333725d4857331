package io.netvscd.replay.pcap;

import io.netvscd.datapath.blackbox.BlackBoxFrame;
import java.util.Comparator;

/** A frame of a black box, and whose it was in which life of the daemon. Two freezes of one moment hold it twice; it is one. */
record KeptFrame(String nic, long bootEpoch, BlackBoxFrame frame) {
    /** By the transitions it came after; rings of one NIC have no order among them between two transitions. */
    static final Comparator<KeptFrame> ORDER = Comparator.comparingLong(KeptFrame::bootEpoch)
            .thenComparingLong(kept -> kept.frame().tick())
            .thenComparing(KeptFrame::nic)
            .thenComparing(kept -> kept.frame().ring())
            .thenComparingLong(kept -> kept.frame().number());
}
