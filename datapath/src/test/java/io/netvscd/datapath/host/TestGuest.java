package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NdisCapability;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMalformed;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspMessage.Init;
import io.netvscd.datapath.nvsp.NvspMessage.NdisConfig;
import io.netvscd.datapath.nvsp.NvspMessage.NdisVersion;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacket;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacketComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.OffloadParameters;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.PacketFilter;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMalformed;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.Initialize;
import io.netvscd.datapath.rndis.RndisMessage.Set;
import io.netvscd.datapath.rndis.RndisPacketReader;
import io.netvscd.datapath.rndis.RndisPacketWriter;
import io.netvscd.datapath.vmbus.Packet;
import io.netvscd.datapath.vmbus.PacketType;
import io.netvscd.datapath.vmbus.RingConsumer;
import io.netvscd.datapath.vmbus.RingProducer;
import io.netvscd.datapath.vmbus.RingRead;
import io.netvscd.datapath.vmbus.TransferPages;
import io.netvscd.datapath.vmbus.VmbusDevice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/** A guest written by hand, one message at a time, with the host on virtual time beside it. */
final class TestGuest implements HostListener, AutoCloseable {
    static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    static final long LATENCY_NS = 1_000_000;
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int SMALL_BYTES = 64 << 10;
    private static final int GUEST_MEMORY_BYTES = 1 << 20;
    private static final ByteBuffer SCRATCH = ByteBuffer.allocateDirect(1 << 17);
    static final int SECTION_BYTES = 6144;

    /** What the host said, in words that a test can compare. */
    final List<String> heard = new ArrayList<>();
    final List<byte[]> frames = new ArrayList<>();
    final List<Integer> payloadBytes = new ArrayList<>();
    final List<Long> transferPages = new ArrayList<>();
    final EmbeddedHost host;
    final MemoryPort world;
    VmbusDevice device;
    int offers;
    int rescinds;
    RndisMessage.Answer lastAnswer;
    boolean completesFrames = true;
    boolean takesNotes = true;
    long nowNs = 1_000_000_000L;

    private final Packet packet = new Packet();
    private final TransferPages pages = new TransferPages();
    private final RndisPacketReader reader = new RndisPacketReader();
    private final RndisPacketWriter writer = new RndisPacketWriter();
    private RingProducer out;
    private RingConsumer in;

    private TestGuest(MemoryPort.Pair wire, HostSettings settings) {
        world = wire.far();
        host = new EmbeddedHost(settings, wire.near(), this);
    }

    private TestGuest(MemoryPort.Pair wire, boolean filterFloods, int bufferBytes) {
        this(wire, new HostSettings("eth0", MAC, 1500, LATENCY_NS, 64 << 10, bufferBytes, bufferBytes, filterFloods,
                bufferBytes == BUFFER_BYTES ? 1 : 4, GUEST_MEMORY_BYTES));
    }

    TestGuest(MemoryPort.Pair wire) {
        this(wire, false, BUFFER_BYTES);
    }

    TestGuest() {
        this(MemoryPort.pair("uplink", 1 << 20));
    }

    /** A guest of little memory. */
    static TestGuest small() {
        return small(MemoryPort.pair("uplink", SMALL_BYTES));
    }

    /** A guest of little memory, for tests that make a million of them. */
    static TestGuest small(MemoryPort.Pair uplink) {
        return new TestGuest(uplink, new HostSettings("eth0", MAC, 1500, LATENCY_NS,
                16 << 10, SMALL_BYTES, SMALL_BYTES, false, 2, SMALL_BYTES));
    }

    /** A guest that has opened its NIC and receives. */
    static TestGuest ready() throws Exception {
        return opened(new TestGuest());
    }

    static TestGuest readyOnAFloodingFabric() throws Exception {
        return opened(new TestGuest(MemoryPort.pair("uplink", 1 << 20), true, BUFFER_BYTES));
    }

    static TestGuest ready(int bufferBytes) throws Exception {
        return opened(new TestGuest(MemoryPort.pair("uplink", 1 << 20), false, bufferBytes));
    }

    static TestGuest ready(MemoryPort.Pair uplink) throws Exception {
        return opened(new TestGuest(uplink));
    }

    /** A guest that has agreed with its host on what another has, without having said a word. */
    static TestGuest agreed(TestGuest guest, HostState asOf) {
        guest.host.offer(asOf);
        return guest;
    }

    static TestGuest opened(TestGuest guest) throws Exception {
        guest.order(new HostCommand.Offer());
        guest.handshake(NvspVersion.V6_1);
        guest.rndis(6, new Set(3, Oid.TCP_OFFLOAD_PARAMETERS,
                OffloadParameters.of(Offload.ALL, NvspVersion.V6_1.code())));
        guest.heard.clear();
        return guest;
    }

    @Override
    public void offered(VmbusDevice offered) {
        offers++;
        device = offered;
        out = new RingProducer(offered.outbound());
        in = new RingConsumer(offered.inbound());
    }

    @Override
    public void rescinded() {
        rescinds++;
    }

    void order(HostCommand command) throws Exception {
        host.submit(command);
        turn();
    }

    void handshake(NvspVersion version) throws Exception {
        ask(1, Init.of(version));
        tell(new NdisConfig(1514, NdisCapability.SRIOV | NdisCapability.IEEE_8021Q));
        tell(new NdisVersion(6, 30));
        ask(2, new ReceiveBuffer(device.receiveBufferGpadl(), ReceiveBuffer.ID));
        ask(3, new SendBuffer(device.sendBufferGpadl(), SendBuffer.ID));
        rndis(4, new Initialize(1, 1, 0, 0x4000));
        rndis(5, new Set(2, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(PacketFilter.of(true, false))));
    }

    /** Turns the host over and reads all it wrote, at this instant. */
    void turn() throws Exception {
        for (int i = 0; i < 3; i++) {
            host.poll(nowNs);
            readAll();
        }
    }

    /** Lets the host's latency pass. */
    void settle() throws Exception {
        turn();
        nowNs += LATENCY_NS;
        turn();
    }

    /** Lets the host read once and say, its latency later, what it has to. */
    void step() throws Exception {
        host.poll(nowNs);
        nowNs += LATENCY_NS;
        host.poll(nowNs);
        readAll();
    }

    void ask(long id, NvspMessage message) throws Exception {
        sendOnly(id, true, NvspCodec.encode(message, NvspVersion.newest()));
        settle();
    }

    void tell(NvspMessage message) throws Exception {
        sendOnly(0, false, NvspCodec.encode(message, NvspVersion.newest()));
        settle();
    }

    void want(long id, DataPath path) {
        sendOnly(id, true, NvspCodec.encode(new SwitchDataPath(path), NvspVersion.newest()));
    }

    void sendOnly(long id, boolean completionRequested, byte[] payload) {
        SCRATCH.put(0, payload);
        assertThat(out.offer(PacketType.IN_BAND, completionRequested ? 1 : 0, id, BufferUtil.address(SCRATCH),
                payload.length)).isTrue();
        out.publish();
    }

    /** Sends any packet at all; false when the ring has no room. */
    boolean raw(int type, int flags, long id, int headerBytes, byte[] headerAndPayload) {
        SCRATCH.put(0, headerAndPayload);
        long header = BufferUtil.address(SCRATCH);
        boolean offered = out.offer(type, flags, id, header, headerBytes, header + headerBytes,
                headerAndPayload.length - headerBytes);
        out.publish();
        return offered;
    }

    void rndis(long id, RndisMessage message) throws Exception {
        byte[] octets = RndisCodec.encode(message);
        section(id, RndisPacket.CONTROL, 9, octets.length, octets);
        settle();
    }

    /** Sends a carrier for what the test put into a section. */
    void section(long id, int channelType, int section, int bytes, byte[] content) {
        for (int i = 0; i < content.length; i++) {
            UnsafeApi.putByte(device.sendBufferAddress() + (long) section * SECTION_BYTES + i, content[i]);
        }
        sendOnly(id, true, NvspCodec.encode(new RndisPacket(channelType, section, bytes), NvspVersion.newest()));
    }

    /** Sends one frame through a section of the send buffer. */
    void sendFrame(long id, int section, byte[] frame, byte... vnetHeader) {
        long at = BufferUtil.address(SCRATCH) + 64;
        UnsafeApi.setMemory(at - 10, 10, (byte) 0);
        for (int i = 0; i < vnetHeader.length; i++) {
            UnsafeApi.putByte(at - 10 + i, vnetHeader[i]);
        }
        for (int i = 0; i < frame.length; i++) {
            UnsafeApi.putByte(at + i, frame[i]);
        }
        int bytes = writer.writeSend(
                device.sendBufferAddress() + (long) section * SECTION_BYTES, SECTION_BYTES, at, frame.length);
        assertThat(bytes).isPositive();
        section(id, RndisPacket.DATA, section, bytes, new byte[0]);
    }

    void completeTransfer(long id) {
        byte[] success = NvspCodec.encodeUnpadded(new RndisPacketComplete(NvspStatus.SUCCESS));
        SCRATCH.put(0, success);
        check(out.offer(PacketType.COMPLETION, 0, id, BufferUtil.address(SCRATCH), success.length));
        out.publish();
    }

    void readAll() throws NvspMalformed, RndisMalformed {
        while (device != null && rescinds == 0 && in.next(packet) != RingRead.EMPTY) {
            check(packet.fault() == null);
            switch (packet.type()) {
                case PacketType.IN_BAND -> {
                    payloadBytes.add(packet.payloadBytes());
                    NvspMessage message = NvspCodec.decode(packet.payload());
                    note(packet.completionRequested() ? "in-band %s wants %s" : "in-band %s %s", message);
                }
                case PacketType.COMPLETION -> {
                    Object answer = packet.payloadBytes() == 0 ? "" : NvspCodec.decodeCompletion(packet.payload());
                    note("completion %s %s", answer);
                }
                case PacketType.TRANSFER_PAGES -> transfer();
                default -> throw new AssertionError("packet type " + packet.type());
            }
        }
        if (in != null && rescinds == 0) {
            in.advance();
        }
    }

    /** @param words with room for the packet's transaction id and its message */
    private void note(String words, Object message) {
        if (takesNotes) {
            heard.add(words.formatted(Long.toUnsignedString(packet.transactionId(), 16), message).trim());
        }
    }

    private void transfer() throws NvspMalformed, RndisMalformed {
        check(pages.read(packet, device.receiveBufferBytes()) == null);
        RndisPacket carrier = (RndisPacket) NvspCodec.decode(packet.payload());
        for (int i = 0; i < pages.ranges(); i++) {
            long address = device.receiveBufferAddress() + pages.rangeOffset(i);
            int bytes = pages.rangeBytes(i);
            if (carrier.channelType() == RndisPacket.CONTROL) {
                RndisMessage message = RndisCodec.decode(Frames.octets(address, bytes));
                if (takesNotes) {
                    heard.add("rndis " + message);
                }
                lastAnswer = message instanceof RndisMessage.Answer answer ? answer : lastAnswer;
            } else {
                check(reader.read(address, bytes) == null && reader.unwrapFromHost());
                frames.add(Frames.octets(reader.frame(), reader.frameBytes()));
            }
        }
        transferPages.add(packet.transactionId());
        if (completesFrames) {
            completeTransfer(packet.transactionId());
        }
    }

    /** The hash of the frame that was received last, if it came with one. */
    OptionalInt lastHash() {
        return reader.info().hasHash() ? OptionalInt.of(reader.info().hash()) : OptionalInt.empty();
    }

    int lastHashInformation() {
        return reader.info().hashInformation();
    }

    /** The virtio-net header of the frame that was received last. */
    byte[] lastVnetHeader() {
        return Frames.octets(reader.frame() - 10, 10);
    }

    /** Lets go of the channel, whose memory is gone then. */
    void leave() {
        device.close();
        device = null;
        in = null;
        out = null;
        rescinds = 0;
    }

    /** Plain, since millions of packets pass through it. */
    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }

    @Override
    public void close() {
        host.close();
        if (device != null) {
            device.close();
        }
    }
}
