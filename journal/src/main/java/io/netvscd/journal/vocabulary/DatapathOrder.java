package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.DataPath;

/** A control word as the journal knows it. */
public sealed interface DatapathOrder {
    /** Opens the NIC's synthetic port and receives from it. */
    record AttachSyntheticPort(long incarnation) implements DatapathOrder {
    }

    record DetachSyntheticPort(long incarnation) implements DatapathOrder {
    }

    /** Opens a port on the VF's netdev and receives from it; nothing is sent on it yet. */
    record AttachVfPort(String vf, long generation, int ifindex) implements DatapathOrder {
    }

    record DetachVfPort(String vf, long generation) implements DatapathOrder {
    }

    /** Sends the master's frames here; {@code vf} and {@code generation} name the VF when the path is its. */
    record UseDataPath(DataPath path, String vf, long generation) implements DatapathOrder {
    }

    record OpenMaster(boolean up) implements DatapathOrder {
    }

    /** Sends gratuitous ARP and unsolicited neighbour advertisements for the master's addresses on the path in use. */
    record AnnouncePeers() implements DatapathOrder {
    }

    /**
     * Closes the master and lets go of both paths, for a master that begins again while its datapath goes on.
     *
     * @param number which of them, over all lives; counts up
     */
    record ResetDatapath(long number) implements DatapathOrder {
    }
}
