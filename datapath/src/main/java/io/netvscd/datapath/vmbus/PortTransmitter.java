package io.netvscd.datapath.vmbus;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.RndisPacketSegmenter;
import io.netvscd.datapath.rndis.RndisPacketWriter;
import java.util.Arrays;

/**
 * Frames out: each is copied into a section of the send buffer as an RNDIS packet, small ones several to a section,
 * and the section is handed to the host by one in-band packet. What is longer than a section goes by its pages, or, a
 * segment where there are none, in pieces. Stops below a tenth of free ring and starts again
 * above a fifth, so that completions and control messages always find room.
 */
final class PortTransmitter {
    private static final int STOP_PERCENT = 10;
    private static final int WAKE_PERCENT = 20;
    private static final int ALIGNMENT_SHIFT_MAX = 12;
    private static final int PACKET_BYTES = RingProducer.packetBytes(0, DataMessage.SEND_BYTES);

    private RingProducer[] rings;
    private final int ringBytes;
    private final long buffer;
    private final int bufferBytes;
    private final RndisPacketWriter writer = new RndisPacketWriter();
    private final RndisPacketSegmenter segmenter = new RndisPacketSegmenter();
    private final Scratch scratch = new Scratch();

    private final PortPages pages;

    private SendSections sections;
    private int segmentBytesMax;
    private int sectionBytes;
    private int messagesMax;
    private int alignmentMask;
    private boolean[] stopped;
    private int[] table = new int[1];
    private int[] channelOfSection = new int[0];
    /** The channel of the frame at hand, and so of the open section. */
    private int channel;

    private int open = -1;
    private int openBytes;
    private int openMessages;
    private int lastMessageAt;

    private long dropped;
    private long refused;

    PortTransmitter(VmbusDevice device, RingProducer producer) {
        rings = new RingProducer[] {producer};
        stopped = new boolean[1];
        ringBytes = device.outbound().dataBytes();
        buffer = device.sendBufferAddress();
        bufferBytes = device.sendBufferBytes();
        pages = device.guestMemory() == null ? null : new PortPages(device.guestMemory());
    }

    /** @param firstSection those before it are for control messages */
    void configure(PortLimits limits, int firstSection) {
        sectionBytes = limits.sendSectionBytes();
        if (sectionBytes <= RndisPacketWriter.OVERHEAD_BYTES || sectionBytes > bufferBytes) {
            return;
        }
        sections = new SendSections(firstSection, bufferBytes / sectionBytes);
        channelOfSection = new int[bufferBytes / sectionBytes];
        boolean aligned = limits.alignmentShift() >= 0 && limits.alignmentShift() <= ALIGNMENT_SHIFT_MAX;
        // Messages keep to 8 octets at least; an alignment that makes no sense means one message a section.
        alignmentMask = (1 << Math.max(3, aligned ? limits.alignmentShift() : 0)) - 1;
        messagesMax = aligned ? Math.max(1, limits.maxMessagesPerPacket()) : 1;
        segmentBytesMax = limits.segmentBytes();
        writer.agree(limits.offloads());
    }

    boolean configured() {
        return sections != null && sections.total() > 0;
    }

    /**
     * Sends frames in order and returns how many were taken; a frame that cannot be sent at all is taken and counted.
     */
    int send(Burst burst, int from) {
        int next = from;
        while (next < burst.size && send(burst.address[next], burst.length[next])) {
            next++;
        }
        if (open >= 0) {
            handOver();
        }
        return next - from;
    }

    private boolean send(long frame, int frameBytes) {
        int wanted = rings.length == 1 ? 0 : table[FlowHash.of(frame, frameBytes) % table.length];
        if (open >= 0 && wanted != channel) {
            handOver();
        }
        if (open < 0) {
            channel = wanted;
            if (!mayStart()) {
                return false;
            }
        }
        return append(frame, frameBytes) || begin(frame, frameBytes);
    }

    /** One more channel to send on, once {@link #spread} says what. */
    void add(RingProducer producer) {
        rings = Arrays.copyOf(rings, rings.length + 1);
        rings[rings.length - 1] = producer;
        stopped = Arrays.copyOf(stopped, rings.length);
    }

    /** Says which channel takes a flow's frames; what names no channel is folded onto those that there are. */
    void spread(int[] channels) {
        table = new int[Math.max(1, channels.length)];
        for (int i = 0; i < channels.length; i++) {
            table[i] = Integer.remainderUnsigned(channels[i], rings.length);
        }
    }

    /** Takes a completion of data; false when nothing was outstanding under its id on the channel that it came on. */
    boolean complete(Packet packet, int cameOn) {
        if (sections == null || !(PortPages.isPlace(packet.transactionId())
                ? pages != null && pages.complete(packet.transactionId(), cameOn)
                : completeSection(packet.transactionId(), cameOn))) {
            return false;
        }
        if (!DataMessage.isComplete(packet) || DataMessage.status(packet) != DataMessage.STATUS_SUCCESS) {
            refused++;
        }
        return true;
    }

    private boolean completeSection(long transactionId, int cameOn) {
        int section = (int) transactionId;
        return section >= 0 && section < channelOfSection.length && channelOfSection[section] == cameOn
                && sections.complete(transactionId);
    }

    /** Frames that were too long for a section or asked for what cannot be done. */
    long dropped() {
        return dropped;
    }

    /** Sections that the host completed with a failure. */
    long refused() {
        return refused;
    }

    /** Sections and slots of pages with the host. */
    int outstanding() {
        return sections == null ? 0 : sections.outstanding() + (pages == null ? 0 : pages.outstanding());
    }

    private boolean mayStart() {
        int freePercent = (int) (rings[channel].freeBytes() * 100L / ringBytes);
        stopped[channel] = freePercent < (stopped[channel] ? WAKE_PERCENT : STOP_PERCENT);
        return !stopped[channel];
    }

    /** Puts the frame behind those in the open section; false when there is none or it has no room. */
    private boolean append(long frame, int frameBytes) {
        if (open < 0 || openMessages == messagesMax || writer.mustBeCut(frame)) {
            return false;
        }
        int at = openBytes + alignmentMask & ~alignmentMask;
        if (at >= sectionBytes) {
            return false;
        }
        long section = address(open);
        int written = writer.writeSend(section + at, sectionBytes - at, frame, frameBytes);
        if (written == RndisPacketWriter.NO_ROOM) {
            return false;
        }
        if (written == RndisPacketWriter.REFUSED) {
            return drop();
        }
        RndisPacketWriter.pad(section + lastMessageAt, at - lastMessageAt);
        lastMessageAt = at;
        openBytes = at + written;
        openMessages++;
        return true;
    }

    /** Opens a section with this frame; false when the port can take no more just now. */
    private boolean begin(long frame, int frameBytes) {
        if (open >= 0) {
            handOver();
        }
        if (writer.mustBeCut(frame)) {
            return sendInPieces(frame, frameBytes, true);
        }
        if (pages != null && frameBytes > sectionBytes - RndisPacketWriter.OVERHEAD_BYTES
                && (!writer.isSegment(frame) || frameBytes <= segmentBytesMax)) {
            return sendByPages(frame, frameBytes);
        }
        if (!ringTakes(PACKET_BYTES)) {
            return false;
        }
        int section = sections.take();
        if (section < 0) {
            return false;
        }
        int written = writer.writeSend(address(section), sectionBytes, frame, frameBytes);
        if (written <= 0) {
            sections.putBack(section);
            return written == RndisPacketWriter.NO_ROOM ? sendInPieces(frame, frameBytes, false) : drop();
        }
        open = section;
        openBytes = written;
        openMessages = 1;
        lastMessageAt = 0;
        return true;
    }

    private boolean sendByPages(long frame, int frameBytes) {
        if (!ringTakes(PortPages.PACKET_BYTES)) {
            return false;
        }
        int slot = pages.take();
        if (slot < 0) {
            return false;
        }
        int written = writer.writeSend(pages.address(slot), PortPages.SLOT_BYTES, frame, frameBytes);
        if (written <= 0) {
            pages.putBack(slot);
            return drop();
        }
        pages.handOver(slot, written, rings[channel], channel);
        return true;
    }

    /**
     * A segment longer than a section, or one that the host does not cut, goes in as many pieces as it takes, all of
     * them or, for now, none.
     */
    private boolean sendInPieces(long frame, int frameBytes, boolean small) {
        int pieces = segmenter.begin(frame, frameBytes, sectionBytes - RndisPacketWriter.OVERHEAD_BYTES, small);
        if (pieces == 0 || pieces > sections.total()) {
            return drop();
        }
        if (pieces > sections.available() || !ringTakes(pieces * PACKET_BYTES)) {
            return false;
        }
        for (int piece = 0; piece < pieces; piece++) {
            int bytes = segmenter.cut(piece);
            int section = sections.take();
            int written = writer.writeSend(address(section), sectionBytes, segmenter.address(), bytes);
            if (written <= 0) {
                sections.putBack(section);
                return drop();
            }
            open = section;
            openBytes = written;
            handOver();
        }
        return true;
    }

    private boolean drop() {
        dropped++;
        return true;
    }

    private boolean ringTakes(int bytes) {
        RingProducer producer = rings[channel];
        if ((producer.freeBytes() - bytes + PACKET_BYTES) * 100L < (long) ringBytes * STOP_PERCENT
                || !producer.fits(bytes)) {
            stopped[channel] = true;
            return false;
        }
        return true;
    }

    private void handOver() {
        DataMessage.putSend(scratch.address(), DataMessage.CHANNEL_DATA, open, openBytes);
        channelOfSection[open] = channel;
        boolean offered = rings[channel].offer(PacketType.IN_BAND, PacketType.COMPLETION_REQUESTED,
                sections.handOver(open),
                scratch.address(), DataMessage.SEND_BYTES);
        if (!offered) {
            throw new IllegalStateException("the ring had room for this packet when its section was opened");
        }
        open = -1;
    }

    private long address(int section) {
        return buffer + (long) section * sectionBytes;
    }
}
