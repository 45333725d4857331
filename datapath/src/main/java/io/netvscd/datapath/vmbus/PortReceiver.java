package io.netvscd.datapath.vmbus;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.RndisPacketFault;
import io.netvscd.datapath.rndis.RndisPacketReader;
import org.agrona.UnsafeApi;

/**
 * Frames in: walks the ranges of one transfer-page packet at a time and lends the frames where they lie in the
 * receive buffer. A control message among them is copied out and handed on.
 */
final class PortReceiver {
    private static final int RNDIS_PACKET = 1;
    private static final int RNDIS_HEADER_BYTES = 8;
    /**
     * The longest control message that is copied out: what a guest says that it takes when it initialises RNDIS. The
     * largest known (offload capabilities) has a few hundred octets.
     */
    private static final int CONTROL_BYTES_MAX = 0x4000;
    private static final int LENT_PACKETS_MAX = 1024;

    private final long buffer;
    private final int bufferBytes;
    private final ChannelListener listener;
    private final MalformedReports reports;
    private final CompletionSender completions;
    private final TransferPages pages = new TransferPages();
    private final RndisPacketReader reader = new RndisPacketReader();
    private final LentPackets lent = new LentPackets(LENT_PACKETS_MAX);

    private final int channel;
    private int slot = -1;
    private int nextRange;
    private long dropped;

    PortReceiver(
            VmbusDevice device,
            ChannelListener listener,
            MalformedReports reports,
            CompletionSender completions,
            int channel) {
        this.channel = channel;
        buffer = device.receiveBufferAddress();
        bufferBytes = device.receiveBufferBytes();
        this.listener = listener;
        this.reports = reports;
        this.completions = completions;
    }

    /** Whether a packet is being walked. */
    boolean atPacket() {
        return slot >= 0;
    }

    /**
     * Begins a transfer-page packet: what holds no frame is dealt with here, the rest waits for {@link #fill} or
     * {@link #drop}.
     */
    void begin(Packet packet) {
        PacketFault fault = pages.read(packet, bufferBytes);
        if (fault != null || !DataMessage.isSend(packet)) {
            completions.add(packet.transactionId(), DataMessage.STATUS_FAILURE);
            reports.report(fault != null ? fault.what() : "transfer-page packet without NVSP message 107",
                    packet::firstBytes);
            return;
        }
        slot = lent.open(packet.transactionId());
        nextRange = 0;
        if (!holdsFrames()) {
            drop();
        }
    }

    /** Adds frames to the burst until it is full or the packet has been walked. */
    void fill(Burst burst) {
        while (nextRange < pages.ranges() && burst.size < burst.capacity()) {
            int range = nextRange++;
            long at = buffer + pages.rangeOffset(range);
            RndisPacketFault fault = reader.read(at, pages.rangeBytes(range));
            if (fault == null && !reader.unwrapFromHost()) {
                fault = RndisPacketFault.OFFLOAD;
            }
            if (fault == null) {
                burst.add(reader.frame(), reader.frameBytes(), (long) channel << 32 | slot);
                lent.lend(slot);
            } else {
                notAFrame(fault, at, pages.rangeBytes(range));
            }
        }
        finishWhenWalked();
    }

    /** Walks the rest of the packet without lending: its frames are counted and dropped. */
    void drop() {
        while (nextRange < pages.ranges()) {
            int range = nextRange++;
            long at = buffer + pages.rangeOffset(range);
            RndisPacketFault fault = reader.read(at, pages.rangeBytes(range));
            if (fault == null) {
                dropped++;
            } else {
                notAFrame(fault, at, pages.rangeBytes(range));
            }
        }
        finishWhenWalked();
    }

    /** Takes back those frames of a burst that {@link #fill} put there; those of other channels are left alone. */
    void release(Burst burst) {
        for (int i = 0; i < burst.size; i++) {
            int of = (int) burst.cookie[i];
            if (burst.cookie[i] >>> 32 == channel && lent.giveBack(of)) {
                complete(of);
            }
        }
    }

    /** Whether another packet can begin. */
    boolean hasRoom() {
        return slot < 0 && lent.hasRoom() && !completions.isFull();
    }

    /** Frames that are out. */
    int framesOut() {
        return lent.framesOut();
    }

    long dropped() {
        return dropped;
    }

    private boolean holdsFrames() {
        for (int range = 0; range < pages.ranges(); range++) {
            if (pages.rangeBytes(range) >= RNDIS_HEADER_BYTES
                    && UnsafeApi.getIntOpaque(null, buffer + pages.rangeOffset(range)) == RNDIS_PACKET) {
                return true;
            }
        }
        return false;
    }

    private void notAFrame(RndisPacketFault fault, long at, int bytes) {
        if (fault == RndisPacketFault.NOT_A_PACKET && bytes <= CONTROL_BYTES_MAX) {
            listener.hostRndis(Scratch.copy(at, bytes));
            return;
        }
        lent.fail(slot);
        reports.report(fault.what(), limit -> Scratch.copy(at, Math.min(bytes, limit)));
    }

    private void finishWhenWalked() {
        if (nextRange == pages.ranges()) {
            int walked = slot;
            slot = -1;
            if (lent.finish(walked)) {
                complete(walked);
            }
        }
    }

    private void complete(int of) {
        completions.add(lent.transactionId(of), lent.status(of));
        lent.close(of);
    }
}
