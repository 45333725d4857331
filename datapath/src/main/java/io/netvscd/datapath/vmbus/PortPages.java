package io.netvscd.datapath.vmbus;

/**
 * Frames that no section of the send buffer holds: each is copied into a slot of pages that the host reads where they
 * lie, and handed over as a GPA-direct packet that lists them. A slot is the host's until exactly its transaction is
 * completed.
 */
final class PortPages {
    /** A whole 64 KiB segment with all its headers. */
    static final int SLOT_PAGES = 17;
    static final int SLOT_BYTES = SLOT_PAGES * GuestMemory.PAGE_BYTES;
    /** Octets that a packet takes in the ring at most. */
    static final int PACKET_BYTES = RingProducer.packetBytes(
            GpaDirect.FIXED_BYTES + SLOT_PAGES * GpaDirect.PAGE_RANGE_BYTES, DataMessage.SEND_BYTES);

    /** Where the places of slots begin, in the lower half of a transaction id; those of sections are below. */
    private static final int FIRST_PLACE = 1 << 24;

    private final GuestMemory memory;
    private final SendSections slots;
    private final int[] channelOfSlot;
    private final GpaDirect header = new GpaDirect();
    private final Scratch scratch = new Scratch();

    PortPages(GuestMemory memory) {
        this.memory = memory;
        int count = memory.bytes() / SLOT_BYTES;
        slots = new SendSections(0, count);
        channelOfSlot = new int[count];
        DataMessage.putSend(scratch.address(), DataMessage.CHANNEL_DATA, DataMessage.NO_SECTION, 0);
    }

    /** A free slot, or -1. */
    int take() {
        return slots.take();
    }

    /** Gives back a slot that was taken and not handed to the host. */
    void putBack(int slot) {
        slots.putBack(slot);
    }

    long address(int slot) {
        return memory.address() + (long) slot * SLOT_BYTES;
    }

    /** Hands the first octets of a slot to the host; the ring has {@link #PACKET_BYTES} of room. */
    void handOver(int slot, int bytes, RingProducer ring, int channel) {
        header.begin();
        int page = slot * SLOT_PAGES;
        for (int at = 0; at < bytes; at += GuestMemory.PAGE_BYTES) {
            header.add(Math.min(bytes - at, GuestMemory.PAGE_BYTES), 0, memory.pageFrameNumber(page++));
        }
        channelOfSlot[slot] = channel;
        boolean offered = ring.offer(PacketType.GPA_DIRECT, PacketType.COMPLETION_REQUESTED,
                slots.handOver(slot) + FIRST_PLACE, header.address(), header.bytes(), scratch.address(),
                DataMessage.SEND_BYTES);
        if (!offered) {
            throw new IllegalStateException("the ring had room for this packet when its slot was taken");
        }
    }

    /** Whether this is an id of a slot and not one of a section. */
    static boolean isPlace(long transactionId) {
        return (int) transactionId >= FIRST_PLACE;
    }

    /** Whether the id was outstanding on the channel that its completion came on; its slot is free then. */
    boolean complete(long transactionId, int cameOn) {
        int slot = (int) transactionId - FIRST_PLACE;
        return slot < channelOfSlot.length && channelOfSlot[slot] == cameOn
                && slots.complete(transactionId - FIRST_PLACE);
    }

    /** Slots with the host. */
    int outstanding() {
        return slots.outstanding();
    }
}
