package io.netvscd.datapath.vmbus;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.RndisPacketFault;
import io.netvscd.datapath.rndis.RndisPacketReader;
import io.netvscd.datapath.rndis.RndisPacketWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.UnsafeApi;

/** The host's end of a {@link MemoryVmbusDevice}, as simple as the protocol allows; does only what a test tells it. */
final class FakeHost {
    static final int SECTION_BYTES = 2048;

    /** A packet that the guest sent. */
    record Seen(int type, boolean completionRequested, long transactionId, byte[] payload) {
        int nvspType() {
            return payload.length < 4 ? 0 : payload[0] & 0xff | (payload[1] & 0xff) << 8;
        }

        int word(int offset) {
            return (payload[offset] & 0xff) | (payload[offset + 1] & 0xff) << 8 | (payload[offset + 2] & 0xff) << 16
                    | (payload[offset + 3] & 0xff) << 24;
        }
    }

    final MemoryVmbusDevice device;
    final RingProducer producer;
    final RingConsumer consumer;
    private final Packet packet = new Packet();
    private final TransferPages pages = new TransferPages();
    private final RndisPacketWriter writer = new RndisPacketWriter();
    private final TestMemory scratch = new TestMemory(1 << 17);

    FakeHost(MemoryVmbusDevice device) {
        this.device = device;
        producer = new RingProducer(device.hostOutbound());
        consumer = new RingConsumer(device.hostInbound());
    }

    /** Everything the guest has published, read and given back. */
    List<Seen> read() {
        List<Seen> seen = new ArrayList<>();
        while (consumer.next(packet) == RingRead.PACKET) {
            seen.add(new Seen(packet.type(), packet.completionRequested(), packet.transactionId(), packet.payload()));
        }
        if (consumer.advance()) {
            device.signalGuest();
        }
        return seen;
    }

    /** The frames in the section that a 107 names, virtio-net header and all; the section stays the host's. */
    List<byte[]> frames(Seen message, int sendSectionBytes) {
        List<byte[]> frames = new ArrayList<>();
        long at = device.sendBufferAddress() + (long) message.word(8) * sendSectionBytes;
        int left = message.word(12);
        RndisPacketReader reader = new RndisPacketReader();
        while (left > 0) {
            RndisPacketFault fault = reader.read(at, left);
            if (fault != null || !reader.unwrapFromGuest()) {
                throw new AssertionError("guest sent a bad RNDIS packet: " + fault);
            }
            frames.add(TestMemory.read(reader.frame() - Burst.VNET_HEADER, reader.frameBytes() + Burst.VNET_HEADER));
            at += reader.messageBytes();
            left -= reader.messageBytes();
        }
        return frames;
    }

    void complete(long transactionId, int status) {
        DataMessage.putComplete(scratch.address(), status);
        offer(PacketType.COMPLETION, 0, transactionId, 8);
    }

    /** Sends an in-band packet or a completion with this payload. */
    void send(int type, int flags, long transactionId, String hex) {
        byte[] payload = HexFormat.ofDelimiter(" ").parseHex(hex);
        scratch.put(0, payload);
        offer(type, flags, transactionId, payload.length);
    }

    /** Puts the frames into receive sections, from {@code firstSection}, and sends one transfer-page packet. */
    void deliver(long transactionId, int firstSection, byte[]... frames) {
        pages.begin();
        for (int i = 0; i < frames.length; i++) {
            int offset = (firstSection + i) * SECTION_BYTES;
            pages.add(putFrame(offset, frames[i]), offset);
        }
        sendPages(transactionId, pages);
    }

    /**
     * Writes one frame with an empty virtio-net header as an RNDIS packet into the receive buffer; returns its
     * length.
     */
    int putFrame(int offset, byte[] frame) {
        UnsafeApi.setMemory(scratch.address() + 64, Burst.VNET_HEADER, (byte) 0);
        scratch.put(64 + Burst.VNET_HEADER, frame);
        return writer.writeDelivery(device.receiveBufferAddress() + offset, device.receiveBufferBytes() - offset,
                scratch.address() + 64 + Burst.VNET_HEADER, frame.length);
    }

    /** Writes anything into the receive buffer. */
    void putRaw(int offset, String hex) {
        byte[] content = HexFormat.ofDelimiter(" ").parseHex(hex);
        for (int i = 0; i < content.length; i++) {
            UnsafeApi.putByte(device.receiveBufferAddress() + offset + i, content[i]);
        }
    }

    void sendPages(long transactionId, TransferPages ranges) {
        DataMessage.putSend(scratch.address(), DataMessage.CHANNEL_DATA, DataMessage.NO_SECTION, 0);
        if (!producer.offer(PacketType.TRANSFER_PAGES, PacketType.COMPLETION_REQUESTED, transactionId, ranges.address(),
                ranges.bytes(), scratch.address(), DataMessage.SEND_BYTES)) {
            throw new IllegalStateException("host's ring is full");
        }
        publish();
    }

    private void offer(int type, int flags, long transactionId, int payloadBytes) {
        if (!producer.offer(type, flags, transactionId, scratch.address(), payloadBytes)) {
            throw new IllegalStateException("host's ring is full");
        }
        publish();
    }

    private void publish() {
        if (producer.publish()) {
            device.signalGuest();
        }
    }
}
