package io.netvscd.datapath.vmbus;

/**
 * The sections of the send buffer that frames go into. A section is taken, handed to the host under a transaction id
 * of its own, and free again only when exactly that id is completed; an id that was completed before, or never given,
 * frees nothing.
 */
final class SendSections {
    private static final int SEQUENCE_LAST = Integer.MAX_VALUE;

    private final long[] idBySection;
    private final int[] free;
    private int freeCount;
    private int sequence;

    /**
     * @param firstSection those before it are for control messages
     * @param sections     in the whole buffer
     */
    SendSections(int firstSection, int sections) {
        idBySection = new long[sections];
        free = new int[Math.max(0, sections - firstSection)];
        for (int section = sections - 1; section >= firstSection; section--) {
            free[freeCount++] = section;
        }
    }

    /** A free section, or -1. */
    int take() {
        return freeCount == 0 ? -1 : free[--freeCount];
    }

    /** Gives back a section that was taken and not handed to the host. */
    void putBack(int section) {
        free[freeCount++] = section;
    }

    /** The transaction id under which a section now goes to the host: never below {@code 1 << 32}, never negative. */
    long handOver(int section) {
        sequence = sequence == SEQUENCE_LAST ? 1 : sequence + 1;
        long id = (long) sequence << 32 | section;
        idBySection[section] = id;
        return id;
    }

    /** Whether the id was outstanding; its section is free then. */
    boolean complete(long id) {
        int section = (int) id;
        if (id == 0 || section < 0 || section >= idBySection.length || idBySection[section] != id) {
            return false;
        }
        idBySection[section] = 0;
        putBack(section);
        return true;
    }

    /** Sections for frames in all. */
    int total() {
        return free.length;
    }

    /** Sections that can be taken now. */
    int available() {
        return freeCount;
    }

    /** Sections with the host. */
    int outstanding() {
        return free.length - freeCount;
    }
}
