package io.netvscd.datapath.uio;

import io.netvscd.datapath.nvsp.NdisCapability;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMalformed;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspMessage.InitComplete;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SendBufferComplete;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.PacketFilter;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMalformed;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.vmbus.ChannelListener;
import io.netvscd.datapath.vmbus.ChannelOrder;
import io.netvscd.datapath.vmbus.PortLimits;
import io.netvscd.datapath.vmbus.VmbusPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The guest's side of the conversation over a port, one message at a time, for hosts that answer as they should. */
final class GuestDriver implements ChannelListener {
    final VmbusPort port;
    final List<String> complaints = new ArrayList<>();
    final List<NvspMessage> told = new ArrayList<>();
    private final UioDevice device;
    private final Runnable settle;
    private final Map<Long, NvspMessage> completions = new HashMap<>();
    private final List<RndisMessage> rndis = new ArrayList<>();
    private long lastId;

    /**
     * @param settle turns both sides over until nothing more happens
     */
    GuestDriver(UioDevice device, Runnable settle) {
        this.device = device;
        this.settle = settle;
        port = new VmbusPort("eth0", device, this);
    }

    void handshake() {
        InitComplete version = (InitComplete) ask(NvspMessage.Init.of(NvspVersion.V6_1));
        tell(new NvspMessage.NdisConfig(1514, NdisCapability.SRIOV | NdisCapability.IEEE_8021Q));
        tell(new NvspMessage.NdisVersion(6, 30));
        if (device.revokeFirst()) {
            tell(new NvspMessage.RevokeReceiveBuffer(ReceiveBuffer.ID));
            tell(new NvspMessage.RevokeSendBuffer(SendBuffer.ID));
        }
        ReceiveBufferComplete received =
                (ReceiveBufferComplete) ask(new ReceiveBuffer(device.receiveBufferGpadl(), ReceiveBuffer.ID));
        SendBufferComplete sent = (SendBufferComplete) ask(new SendBuffer(device.sendBufferGpadl(), SendBuffer.ID));
        RndisMessage.InitializeComplete limits =
                (RndisMessage.InitializeComplete) rndis(new RndisMessage.Initialize(1, 1, 0, 0x4000));
        rndis(new RndisMessage.Set(2, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(PacketFilter.of(true, false))));
        port.submit(new ChannelOrder.Configure(new PortLimits(version.negotiatedVersion(), received.sectionBytes(),
                received.sections(), sent.sectionBytes(), limits.maxPacketsPerMessage(), limits.alignmentShift(),
                1500, 0, Offload.NONE)));
        settle.run();
        port.receive(new Burst(1));
    }

    NvspMessage ask(NvspMessage message) {
        long id = ++lastId;
        port.submit(new ChannelOrder.SendMessage(id, true, NvspCodec.encode(message, NvspVersion.newest())));
        settle.run();
        return completions.get(id);
    }

    private void tell(NvspMessage message) {
        port.submit(new ChannelOrder.SendMessage(++lastId, false, NvspCodec.encode(message, NvspVersion.newest())));
        settle.run();
    }

    private RndisMessage rndis(RndisMessage message) {
        rndis.clear();
        port.submit(new ChannelOrder.SendRndis(++lastId, RndisCodec.encode(message)));
        settle.run();
        return rndis.get(rndis.size() - 1);
    }

    @Override
    public void hostMessage(long transactionId, boolean completionRequested, byte[] payload) {
        try {
            told.add(NvspCodec.decode(payload));
        } catch (NvspMalformed e) {
            complaints.add(e.getMessage());
        }
    }

    @Override
    public void hostCompletion(long transactionId, byte[] payload) {
        try {
            completions.put(transactionId, payload.length == 0 ? null : NvspCodec.decodeCompletion(payload));
        } catch (NvspMalformed e) {
            complaints.add(e.getMessage());
        }
    }

    @Override
    public void hostRndis(byte[] message) {
        try {
            rndis.add(RndisCodec.decode(message));
        } catch (RndisMalformed e) {
            complaints.add(e.getMessage());
        }
    }

    @Override
    public void hostMalformed(String what, byte[] firstBytes) {
        complaints.add(what);
    }

    @Override
    public void ringCorrupt(String what) {
        complaints.add(what);
    }

    @Override
    public void ringFull(long transactionId) {
        complaints.add("ring full");
    }
}
