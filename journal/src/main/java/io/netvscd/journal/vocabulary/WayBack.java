package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.DataPath;

/**
 * NVSP 129, SWITCH_DATA_PATH: its number and its path are at the beginning of the message, in every version that has it. Vocabulary knows
 * no NVSP, and a component that says so would be missing in the messages of journals from before; {@code SwitchCases} holds this against
 * the codec.
 */
final class WayBack {
    private static final int SWITCH_DATA_PATH = 129;
    private static final int PATH_OFFSET = 4;

    private WayBack() {
    }

    /** Whether an in-band message asks the host for the synthetic path. */
    static boolean isAskedBy(Bytes payload) {
        byte[] octets = payload.toArray();
        return octets.length >= PATH_OFFSET + 2 && word(octets, 0) == SWITCH_DATA_PATH
                && word(octets, PATH_OFFSET) == DataPath.SYNTHETIC.wireCode();
    }

    private static int word(byte[] octets, int at) {
        return octets[at] & 0xff | (octets[at + 1] & 0xff) << 8;
    }
}
