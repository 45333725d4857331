package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacket;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacketComplete;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.RndisPacketWriter;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import io.netvscd.datapath.vmbus.PacketType;
import io.netvscd.datapath.vmbus.RingBuffer;
import io.netvscd.datapath.vmbus.RingProducer;
import io.netvscd.datapath.vmbus.TransferPages;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/** What the host writes: control messages, completions of frames, and frames in the receive buffer. */
final class GuestWriter {
    /** Frames in one transfer-page packet: few enough for the smallest ring that makes sense. */
    private static final int FRAMES_PER_PACKET = 32;
    private static final int TRANSFER_HEADER_BYTES = 8 + FRAMES_PER_PACKET * 8;
    private static final int COMPLETION_BYTES = 8;
    private static final int CONTROL_BYTES_MAX = 4096;

    private final MemoryVmbusDevice device;
    private final HostFacts facts;
    private final RingProducer ring;
    private final ReceiveBufferSpace space;
    private final FrameSpread spread;
    private final TransferPages pages = new TransferPages();
    private final RndisPacketWriter writer = new RndisPacketWriter();
    private final ByteBuffer fixed = ByteBuffer.allocateDirect(2 * NvspVersion.MESSAGE_BYTES + COMPLETION_BYTES);
    private final ByteBuffer control = ByteBuffer.allocateDirect(CONTROL_BYTES_MAX);
    private final long dataMessage = BufferUtil.address(fixed);
    private final long controlMessage = dataMessage + NvspVersion.MESSAGE_BYTES;
    private final long completion = controlMessage + NvspVersion.MESSAGE_BYTES;
    private boolean waitsForBuffer;

    /**
     * @param inbound the ring that is written: the device's own or a sub-channel's
     * @param space   the receive buffer's, which all of a device's channels share
     * @param spread  has looked at the frames that are delivered
     */
    GuestWriter(
            MemoryVmbusDevice device, RingBuffer inbound, HostFacts facts, ReceiveBufferSpace space, FrameSpread spread) {
        this.device = device;
        this.facts = facts;
        ring = new RingProducer(inbound);
        this.space = space;
        this.spread = spread;
        fixed.put(0, carrier(RndisPacket.DATA))
                .put(NvspVersion.MESSAGE_BYTES, carrier(RndisPacket.CONTROL))
                .put(2 * NvspVersion.MESSAGE_BYTES,
                        NvspCodec.encodeUnpadded(new RndisPacketComplete(NvspStatus.SUCCESS)));
    }

    /** Sends a control message; false while there is no room for it. */
    boolean send(Outgoing message, Session session) {
        waitsForBuffer = false;
        byte[] payload = message.payload();
        if (payload.length > CONTROL_BYTES_MAX) {
            throw new IllegalArgumentException("a control message has at most 4096 octets: " + payload.length);
        }
        control.put(0, payload);
        long address = BufferUtil.address(control);
        int flags = message.completionRequested() ? PacketType.COMPLETION_REQUESTED : 0;
        return switch (message.kind()) {
            case IN_BAND -> ring.offer(PacketType.IN_BAND, flags, message.transactionId(), address, payload.length);
            case COMPLETION -> ring.offer(PacketType.COMPLETION, 0, message.transactionId(), address, payload.length);
            case RNDIS -> !session.receiveBuffer() || sendRndis(address, payload.length, session);
        };
    }

    /** Whether the ring had room for the last message that was not sent, and the receive buffer had not. */
    boolean waitsForBuffer() {
        return waitsForBuffer;
    }

    /** Completes a packet of the guest with success; false while there is no room. */
    boolean acknowledge(long transactionId) {
        return ring.offer(PacketType.COMPLETION, 0, transactionId, completion, COMPLETION_BYTES);
    }

    /** Completes a packet of the guest with a failure; false while there is no room. */
    boolean refuse(long transactionId, int status) {
        byte[] payload = NvspCodec.encodeUnpadded(new RndisPacketComplete(status));
        control.put(0, payload);
        return ring.offer(PacketType.COMPLETION, 0, transactionId, BufferUtil.address(control), payload.length);
    }

    /**
     * Delivers frames {@code from .. to} of a burst and returns how many are done with; the others found no room.
     * A frame
     * whose virtio-net header makes no sense is dropped and counted.
     */
    int deliver(Burst frames, int from, int to, Session session, Tally tally) {
        int done = from;
        while (done < to) {
            int taken = deliverPacket(frames, done, to, session, tally);
            if (taken == 0) {
                break;
            }
            done += taken;
        }
        return done - from;
    }

    /** Takes back a packet that the guest has completed; false when it was none of the host's. */
    boolean release(long transactionId) {
        return space.release(transactionId);
    }

    /** Makes everything visible, and signals the guest where it asked for that. */
    void publish() {
        if (ring.publish()) {
            device.signalGuest();
        }
    }

    private int deliverPacket(Burst frames, int from, int to, Session session, Tally tally) {
        int messageBytes = session.sizing().messageBytes();
        if (!begin(session, messageBytes)) {
            return 0;
        }
        pages.begin();
        int taken = 0;
        for (int i = from; i < to && pages.ranges() < FRAMES_PER_PACKET; i++) {
            int room = frames.length[i] + RndisPacketWriter.OVERHEAD_BYTES;
            int offset = space.claim(room);
            if (offset == ReceiveBufferSpace.NONE) {
                break;
            }
            int written = writer.writeDelivery(
                    device.receiveBufferAddress() + offset, room, frames.address[i], frames.length[i],
                    spread.hash(i), spread.hashInformation(i));
            if (written > 0) {
                pages.add(written, offset);
            } else {
                tally.lost++;
            }
            taken++;
        }
        if (pages.ranges() > 0) {
            tally.toGuest += pages.ranges();
            ring.offer(PacketType.TRANSFER_PAGES, PacketType.COMPLETION_REQUESTED, space.commit(),
                    pages.address(), pages.bytes(), dataMessage, messageBytes);
        }
        return taken;
    }

    private boolean begin(Session session, int messageBytes) {
        boolean inRing = ring.fits(RingProducer.packetBytes(TRANSFER_HEADER_BYTES, messageBytes));
        boolean begun = inRing && space.begin(facts.receiveSections(session.frameBytes()));
        waitsForBuffer = inRing && !begun;
        return begun;
    }

    private boolean sendRndis(long address, int bytes, Session session) {
        int messageBytes = session.sizing().messageBytes();
        if (!begin(session, messageBytes)) {
            return false;
        }
        int offset = space.claim(bytes);
        waitsForBuffer = offset == ReceiveBufferSpace.NONE;
        if (waitsForBuffer) {
            return false;
        }
        UnsafeApi.copyMemory(address, device.receiveBufferAddress() + offset, bytes);
        pages.begin().add(bytes, offset);
        return ring.offer(PacketType.TRANSFER_PAGES, PacketType.COMPLETION_REQUESTED, space.commit(),
                pages.address(), pages.bytes(), controlMessage, messageBytes);
    }

    private static byte[] carrier(int channelType) {
        return NvspCodec.encode(new RndisPacket(channelType, RndisPacket.NO_SECTION, 0), NvspVersion.newest());
    }
}
