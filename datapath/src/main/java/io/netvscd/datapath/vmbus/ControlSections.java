package io.netvscd.datapath.vmbus;

import java.util.Arrays;

/**
 * The first sections of the send buffer, kept for RNDIS control messages so that data never stands in their way.
 * Until the host has said how large a section is, only the first is used: it begins where the buffer begins whatever
 * its size.
 */
final class ControlSections {
    /** Sections kept: a handshake's request, a filter, an answer to a keepalive, one to spare. */
    static final int SECTIONS = 4;
    /** The longest control message that is sent before the host has said how large a section is. */
    private static final int UNKNOWN_SECTION_BYTES = 512;
    private static final long NONE = -1;

    private final long bufferAddress;
    private final int bufferBytes;
    private final long[] idBySection = new long[SECTIONS];
    private int sections = 1;
    private int sectionBytes;

    ControlSections(long bufferAddress, int bufferBytes) {
        this.bufferAddress = bufferAddress;
        this.bufferBytes = bufferBytes;
        sectionBytes = Math.min(UNKNOWN_SECTION_BYTES, bufferBytes);
        Arrays.fill(idBySection, NONE);
    }

    /** Takes the size of a section from the host's word for it. Every second section at most is kept. */
    void sectionBytes(int bytes) {
        if (bytes > 0 && bytes <= bufferBytes) {
            sectionBytes = bytes;
            sections = Math.max(1, Math.min(SECTIONS, bufferBytes / bytes / 2));
        }
    }

    /** How many sections are kept. */
    int sections() {
        return sections;
    }

    /** A free section that holds this much, or -1. */
    int find(int messageBytes) {
        if (messageBytes > sectionBytes) {
            return -1;
        }
        for (int section = 0; section < sections; section++) {
            if (idBySection[section] == NONE) {
                return section;
            }
        }
        return -1;
    }

    long address(int section) {
        return bufferAddress + (long) section * sectionBytes;
    }

    void handOver(int section, long transactionId) {
        idBySection[section] = transactionId;
    }

    /** Frees the section that went to the host under this id, if there is one. */
    void complete(long transactionId) {
        for (int section = 0; section < SECTIONS; section++) {
            if (idBySection[section] == transactionId) {
                idBySection[section] = NONE;
                return;
            }
        }
    }
}
