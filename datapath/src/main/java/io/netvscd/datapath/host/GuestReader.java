package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMalformed;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacket;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspType;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMalformed;
import io.netvscd.datapath.rndis.RndisPacketFault;
import io.netvscd.datapath.rndis.RndisPacketReader;
import io.netvscd.datapath.vmbus.DataMessage;
import io.netvscd.datapath.vmbus.GpaDirect;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import io.netvscd.datapath.vmbus.Packet;
import io.netvscd.datapath.vmbus.PacketFault;
import io.netvscd.datapath.vmbus.PacketType;
import io.netvscd.datapath.vmbus.RingBuffer;
import io.netvscd.datapath.vmbus.RingConsumer;
import io.netvscd.datapath.vmbus.RingRead;
import org.agrona.UnsafeApi;

/** What the guest writes, read with suspicion: frames into a burst, everything else to the {@link Ears}. */
final class GuestReader {
    /** Frames that one packet may carry; the host asks for no more than {@link RndisRules#MAX_MESSAGES}. */
    static final int FRAMES_PER_PACKET_MAX = 64;

    private static final int CARRIER_BYTES = 16;
    private static final String TOO_MUCH_OWED = "a message of a guest that is owed too many answers";

    /** Hears what is not a frame. */
    interface Ears {
        /** Whether an answer may be owed for one more message. */
        boolean listens();

        /** A message for the machine to decide about. */
        void heard(HostInput input);

        /** The guest completed one of the host's packets. */
        void completed(long transactionId);

        /** A packet with RNDIS messages was taken; it is completed once its frames are on their way. */
        void taken(long transactionId);

        /** A packet with RNDIS messages could not be used. */
        void refused(long transactionId, int status, String why);

        /** A packet that breaks the rules of the ring, and so has no transaction that could be trusted. */
        void broken(String why);
    }

    private final MemoryVmbusDevice device;
    private final HostFacts facts;
    private final Ears ears;
    private final RingConsumer ring;
    private final Packet packet = new Packet();
    private final RndisPacketReader frame = new RndisPacketReader();
    private final GpaDirect pageList = new GpaDirect();
    private final GuestPages pages;

    /**
     * @param outbound the guest's end of the ring that is read: the device's own or a sub-channel's
     * @param pages    the guest's, which all of a device's channels refer to
     */
    GuestReader(MemoryVmbusDevice device, RingBuffer outbound, HostFacts facts, GuestPages pages, Ears ears) {
        this.device = device;
        this.pages = pages;
        this.facts = facts;
        this.ears = ears;
        ring = new RingConsumer(outbound);
        ring.mask();
    }

    /** Whether one more packet certainly fits into a burst. */
    static boolean hasRoom(Burst frames) {
        return frames.capacity() - frames.size >= FRAMES_PER_PACKET_MAX;
    }

    /**
     * Reads one packet; its frames stay where they are in the send buffer until its transaction is completed.
     *
     * @return false when there is none
     */
    boolean read(Session session, Burst frames) {
        RingRead read = ring.next(packet);
        if (read == RingRead.EMPTY) {
            return false;
        }
        if (read == RingRead.MALFORMED) {
            ears.broken(packet.fault().what());
            return true;
        }
        switch (packet.type()) {
            case PacketType.COMPLETION -> ears.completed(packet.transactionId());
            case PacketType.IN_BAND -> inBand(session, frames);
            case PacketType.GPA_DIRECT -> gpaDirect(session, frames);
            default -> ears.broken("a packet of type " + packet.type());
        }
        return true;
    }

    /** Gives back the ring's space, and signals the guest where it waits for that. */
    void advance() {
        if (ring.advance()) {
            device.signalGuest();
        }
    }

    private void inBand(Session session, Burst frames) {
        long payload = packet.payloadAddress();
        if (packet.payloadBytes() >= CARRIER_BYTES && UnsafeApi.getInt(payload) == NvspType.SEND_RNDIS_PKT) {
            carrier(session, frames, UnsafeApi.getInt(payload + 4), UnsafeApi.getInt(payload + 8),
                    UnsafeApi.getInt(payload + 12));
            return;
        }
        if (!ears.listens()) {
            unheard();
            return;
        }
        try {
            ears.heard(new HostInput.FromGuest(packet.transactionId(), packet.completionRequested(),
                    NvspCodec.decode(packet.payload(), session.sizing())));
        } catch (NvspMalformed e) {
            ears.heard(new HostInput.Unreadable(packet.transactionId(), packet.completionRequested(), e.getMessage()));
        }
    }

    /** What asks for a completion gets one that says no more than that; nothing else is owed. */
    private void unheard() {
        if (packet.completionRequested()) {
            ears.refused(packet.transactionId(), NvspStatus.FAILURE, TOO_MUCH_OWED);
        } else {
            ears.broken(TOO_MUCH_OWED);
        }
    }

    /** The message is in a section of the send buffer. */
    private void carrier(Session session, Burst frames, int channelType, int section, int bytes) {
        String fault = unready(session, section, bytes);
        if (fault == null) {
            message(session, frames, channelType, sectionAddress(section), bytes);
        } else {
            ears.refused(packet.transactionId(), NvspStatus.FAILURE, fault);
        }
    }

    /** The message is in pages of the guest's, its beginning perhaps in a section. */
    private void gpaDirect(Session session, Burst frames) {
        PacketFault malformed = pageList.read(packet);
        if (malformed != null || !DataMessage.isSend(packet)) {
            ears.refused(packet.transactionId(), NvspStatus.FAILURE,
                    malformed != null ? malformed.what() : "a GPA-direct packet without NVSP message 107");
            return;
        }
        int section = DataMessage.section(packet);
        boolean inPagesAlone = section == DataMessage.NO_SECTION;
        int sectionBytes = inPagesAlone ? 0 : DataMessage.sectionBytesUsed(packet);
        String fault = unready(session, inPagesAlone ? 0 : section, sectionBytes);
        if (fault == null) {
            long at = pages.find(pageList, inPagesAlone ? 0 : sectionAddress(section), sectionBytes);
            if (at != 0) {
                message(session, frames, DataMessage.channelType(packet), at, pages.bytes());
                return;
            }
            fault = "pages that are none of the guest's, or too many";
        }
        ears.refused(packet.transactionId(), NvspStatus.FAILURE, fault);
    }

    /** Why RNDIS cannot be carried in this section, or null. */
    private String unready(Session session, int section, int bytes) {
        if (!session.sendBuffer() || !session.receiveBuffer()) {
            return "RNDIS before the buffers were lent";
        }
        int sectionBytes = facts.sendSectionBytes();
        boolean inside = Integer.compareUnsigned(section, facts.sendBufferBytes() / sectionBytes) < 0
                && Integer.compareUnsigned(bytes, sectionBytes) <= 0;
        return inside ? null : "section " + Integer.toUnsignedString(section) + " with "
                + Integer.toUnsignedString(bytes) + " octets is not in the send buffer";
    }

    private long sectionAddress(int section) {
        return device.sendBufferAddress() + (long) section * facts.sendSectionBytes();
    }

    private void message(Session session, Burst frames, int channelType, long address, int bytes) {
        if (channelType == RndisPacket.CONTROL) {
            control(packet.transactionId(), address, bytes);
        } else if (!session.rndisUp()) {
            ears.refused(packet.transactionId(), NvspStatus.FAILURE, "a frame before RNDIS INITIALIZE");
        } else {
            data(session, packet.transactionId(), address, bytes, frames);
        }
    }

    private void control(long id, long address, int bytes) {
        if (!ears.listens()) {
            ears.refused(id, NvspStatus.FAILURE, TOO_MUCH_OWED);
            return;
        }
        byte[] message = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            message[i] = UnsafeApi.getByte(address + i);
        }
        try {
            HostInput input = new HostInput.RndisFromGuest(RndisCodec.decode(message));
            ears.taken(id);
            ears.heard(input);
        } catch (RndisMalformed e) {
            ears.refused(id, NvspStatus.FAILURE, e.getMessage());
        }
    }

    private void data(Session session, long id, long address, int bytes, Burst frames) {
        int before = frames.size;
        String fault = bytes == 0 ? "an empty section" : null;
        int at = 0;
        while (at < bytes && fault == null) {
            fault = message(session, address + at, bytes - at, frames, before);
            at += frame.messageBytes();
        }
        if (fault == null) {
            ears.taken(id);
        } else {
            frames.size = before;
            ears.refused(id, NvspStatus.FAILURE, fault);
        }
    }

    private String message(Session session, long address, int available, Burst frames, int before) {
        RndisPacketFault fault = frame.read(address, available);
        if (fault != null) {
            return fault.what();
        }
        if (frames.size - before == FRAMES_PER_PACKET_MAX) {
            return "more than " + FRAMES_PER_PACKET_MAX + " RNDIS messages in a section";
        }
        if ((frame.offloads() & ~session.rndis().offloads()) != 0) {
            return "an offload that is not switched on: " + Offload.text(frame.offloads());
        }
        if (!frame.unwrapFromGuest()) {
            return RndisPacketFault.OFFLOAD.what();
        }
        frames.add(frame.frame(), frame.frameBytes(), 0);
        return null;
    }
}
