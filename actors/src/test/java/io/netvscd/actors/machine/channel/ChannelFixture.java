package io.netvscd.actors.machine.channel;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspMessage.InitComplete;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SendBufferComplete;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.OffloadCapabilities;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.IndicateStatus;
import io.netvscd.datapath.rndis.RndisMessage.InitializeComplete;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.datapath.rndis.ScaleCapabilities;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelOffered;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelStarted;
import io.netvscd.journal.vocabulary.ChannelInput.HostCompletion;
import io.netvscd.journal.vocabulary.ChannelInput.HostMessage;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.ChannelMemory;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;

/** A channel of incarnation 7 and the words of its host. */
interface ChannelFixture {
    OwnerId OWNER = OwnerId.channel("eth0");
    OwnerId MASTER = OwnerId.master("eth0");
    MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    NicFacts FACTS = new NicFacts("eth0", MAC, 1500, false, 100, false);
    long INCARNATION = 7;
    /** The generation of the first timer that an open channel starts; the one before listens to the host. */
    long FIRST_TIMER = 14;
    /** An open channel lets go of it first. */
    Action STOPS_LISTENING = new Action.CancelTimer(TimerName.KEEPALIVE_ROUND);
    ChannelMemory MEMORY = new ChannelMemory(16 << 20, 0xe1e110, 1 << 20, 0xe1e111, false);
    ChannelMemory NO_SEND_BUFFER = new ChannelMemory(16 << 20, 0xe1e110, 0, 0, false);
    ChannelMemory USED_BEFORE = new ChannelMemory(16 << 20, 0xe1e110, 1 << 20, 0xe1e111, true);
    /** A host that offloads all it can. */
    Information CAPABLE = new OffloadCapabilities(Offload.ALL, 1 << 16, 1 << 16)
            .answer(OffloadCapabilities.question(3));
    /** The id that a host gives its own SWITCH_DATA_PATH. */
    long HOST_ID = 0x8000_0000_0000_0001L;

    MachineRun<ChannelState> newLife();

    default MachineRun<ChannelState> started() {
        return newLife().on(new ChannelStarted(FACTS));
    }

    default MachineRun<ChannelState> offered() {
        return offered(MEMORY);
    }

    default MachineRun<ChannelState> offered(ChannelMemory memory) {
        return started().on(new ChannelOffered(INCARNATION, memory));
    }

    /** Answers the handshake up to where it awaits {@code step}. */
    default MachineRun<ChannelState> awaiting(HandshakeStep step) {
        return upTo(offered(), step);
    }

    default MachineRun<ChannelState> upTo(MachineRun<ChannelState> run, HandshakeStep step) {
        while (run.state().session().awaited().step() != step) {
            answer(run);
        }
        return run;
    }

    default MachineRun<ChannelState> opened() {
        return opened(offered());
    }

    default MachineRun<ChannelState> opened(MachineRun<ChannelState> run) {
        while (run.state().phase() == ChannelPhase.NEGOTIATING) {
            answer(run);
        }
        return run;
    }

    /** Negotiates as a host that knows no newer version than this. */
    default MachineRun<ChannelState> agreedOn(NvspVersion version) {
        MachineRun<ChannelState> run = offered();
        while (run.state().session().awaited().proposed() != version) {
            run.on(toStep(run, new InitComplete(0, 0, NvspStatus.TOO_NEW)));
        }
        return run.on(toStep(run, versionAccepted()));
    }

    /** Gives the answer of a host without faults. */
    default void answer(MachineRun<ChannelState> run) {
        int id = (int) run.state().session().awaited().id();
        switch (run.state().session().awaited().step()) {
            case VERSION -> run.on(toStep(run, versionAccepted()));
            case RECEIVE_BUFFER -> run.on(toStep(run, receiveBufferGranted()));
            case SEND_BUFFER -> run.on(toStep(run, new SendBufferComplete(NvspStatus.SUCCESS, 6144)));
            case RNDIS_INITIALIZE -> run.on(rndis(initialised(id)));
            case QUERY_MAC -> run.on(rndis(new QueryComplete(id, 0, Information.of(MAC.octets()))));
            case QUERY_FRAME_SIZE -> run.on(rndis(new QueryComplete(id, 0, Information.ofInt(1500))));
            case QUERY_OFFLOADS -> run.on(rndis(new QueryComplete(id, 0, CAPABLE)));
            case SET_OFFLOADS -> run.on(rndis(new SetComplete(id, RndisStatus.SUCCESS)));
            case QUERY_SPEED -> run.on(rndis(new QueryComplete(id, 0, Information.ofInt(100_000_000))));
            case QUERY_SCALING -> run.on(rndis(new QueryComplete(id, 0, new ScaleCapabilities(4, 128).answer())));
            case QUERY_LINK -> run.on(rndis(new QueryComplete(id, 0, Information.ofInt(0))));
            case PACKET_FILTER -> run.on(rndis(new SetComplete(id, RndisStatus.SUCCESS)));
            default -> throw new IllegalStateException();
        }
    }

    static InitComplete versionAccepted() {
        return new InitComplete(-1, 34, NvspStatus.SUCCESS);
    }

    static ReceiveBufferComplete receiveBufferGranted() {
        return new ReceiveBufferComplete(NvspStatus.SUCCESS, 0, 1728, 9709, 9709 * 1728);
    }

    static InitializeComplete initialised(int id) {
        return new InitializeComplete(id, RndisStatus.SUCCESS, 1, 0, 1, 0, 8, 0xefff_ffff, 3);
    }

    /** A completion of what the handshake awaits. */
    static HostCompletion toStep(MachineRun<ChannelState> run, NvspMessage message) {
        return completion(run.state().session().awaited().id(), Bytes.of(NvspCodec.encode(message, NvspVersion.V6_1)));
    }

    static HostCompletion completion(long id, Bytes payload) {
        return new HostCompletion(INCARNATION, id, payload);
    }

    static HostRndis rndis(RndisMessage message) {
        return new HostRndis(INCARNATION, Bytes.of(RndisCodec.encode(message)));
    }

    static HostRndis indication(int status) {
        return rndis(new IndicateStatus(status, Information.EMPTY));
    }

    static HostMessage host(NvspMessage message) {
        return new HostMessage(INCARNATION, HOST_ID, true, Bytes.of(NvspCodec.encodeUnpadded(message)));
    }

    /** The timer of this name that runs, fired. */
    static TimerFired fired(MachineRun<ChannelState> run, TimerName timer) {
        return new TimerFired(timer, run.state().timers().running().get(timer));
    }

    static Action tell(MasterInput message) {
        return new Action.Tell(MASTER, message);
    }

    static Action sends(long id, boolean completionRequested, NvspVersion version, NvspMessage message) {
        return new Action.SendMessage(
                INCARNATION, id, completionRequested, Bytes.of(NvspCodec.encode(message, version)));
    }

    static Action sendsRndis(long id, RndisMessage message) {
        return new Action.SendRndis(INCARNATION, id, Bytes.of(RndisCodec.encode(message)));
    }
}
