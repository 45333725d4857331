package io.netvscd.replay.whatif;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;

/** The NIC as the system sees it: what is set is told to its master. */
final class RehearsedTap {
    private final OwnerId master;
    private final Cues cues;
    private int mtu;
    private MacAddress mac;

    RehearsedTap(NicFacts facts, Cues cues) {
        master = OwnerId.master(facts.nic());
        this.cues = cues;
        mtu = facts.mtu();
        mac = facts.permanentMac();
    }

    /** The system sets something. */
    void set(MasterInput input) {
        if (input instanceof MasterInput.MtuChanged changed) {
            mtu = changed.mtu();
        } else if (input instanceof MasterInput.MacChanged changed) {
            mac = changed.mac();
        }
        cues.said(master, input);
    }

    /** The daemon sets the MTU, if it is {@code from} still. */
    void mtu(int from, int to) {
        if (mtu == from) {
            set(new MasterInput.MtuChanged(to));
        }
    }

    /** The daemon sets the address, if it is {@code from} still. */
    void mac(MacAddress from, MacAddress to) {
        if (mac.equals(from)) {
            set(new MasterInput.MacChanged(to));
        }
    }
}
