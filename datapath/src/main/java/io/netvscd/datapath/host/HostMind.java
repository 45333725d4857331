package io.netvscd.datapath.host;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMalformed;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacketComplete;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMalformed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The embedded host without rings and frames: what a guest says goes in, what the host says to it comes out, and nothing takes time. For
 * a world in which only what is said matters.
 */
public final class HostMind {
    /**
     * Something that the host says to the guest.
     *
     * @param transactionId of an in-band packet or a completion
     */
    public record Word(Kind kind, long transactionId, boolean completionRequested, byte[] payload) {
        /** How it comes. */
        public enum Kind {
            IN_BAND,
            COMPLETION,
            RNDIS
        }
    }

    private final HostSettings settings;
    private final List<Word> said = new ArrayList<>();
    private final Queue<Supplier<List<Word>>> unread = new ArrayDeque<>();
    private HostMachine machine;
    private HostState state = HostState.INITIAL;
    private boolean stalled;
    private int subchannels;

    /** Thinks with these settings; latency and ring size mean nothing here. */
    public HostMind(HostSettings settings) {
        this.settings = settings;
        machine = new HostMachine(HostFacts.of(settings, 0, 0));
    }

    /** A channel incarnation begins, whose buffers have these handles. */
    public List<Word> open(int receiveGpadl, int sendGpadl) {
        machine = new HostMachine(HostFacts.of(settings, receiveGpadl, sendGpadl));
        subchannels = 0;
        return decide(new HostInput.Opened());
    }

    /** It ends. */
    public List<Word> close() {
        unread.clear();
        return decide(new HostInput.Closed());
    }

    /** The guest sends an in-band packet. */
    public List<Word> hear(long transactionId, boolean completionRequested, byte[] payload) {
        return read(() -> {
            try {
                return decide(new HostInput.FromGuest(
                        transactionId, completionRequested, NvspCodec.decode(payload, state.session().sizing())));
            } catch (NvspMalformed e) {
                return decide(new HostInput.Unreadable(transactionId, completionRequested, e.getMessage()));
            }
        });
    }

    /** The guest sends an RNDIS control message; that it was taken is said first. */
    public List<Word> hearRndis(long transactionId, byte[] message) {
        return read(() -> {
            try {
                HostInput input = new HostInput.RndisFromGuest(RndisCodec.decode(message));
                taken(transactionId, NvspStatus.SUCCESS);
                return decide(input);
            } catch (RndisMalformed e) {
                taken(transactionId, NvspStatus.FAILURE);
                return flush();
            }
        });
    }

    /** A function is there for the guest to find. */
    public List<Word> offerDevice() {
        return decide(new HostInput.DeviceOffered());
    }

    /** Obeys a command that is about neither the offer of the device nor frames. */
    public List<Word> obey(HostCommand command) {
        if (command instanceof HostCommand.Stall || command instanceof HostCommand.Resume) {
            stalled = command instanceof HostCommand.Stall;
            List<Word> words = new ArrayList<>();
            while (!stalled && !unread.isEmpty()) {
                words.addAll(unread.remove().get());
            }
            return words;
        } else if (command instanceof HostCommand.Raw raw) {
            return List.of(new Word(Word.Kind.IN_BAND, 0, false, raw.payload()));
        }
        return decide(new HostInput.Commanded(command));
    }

    /** Where the host delivers what arrives for the guest. */
    public DataPath path() {
        return state.vf().path();
    }

    /** Sub-channels that it offers on this incarnation. */
    public int subchannels() {
        return subchannels;
    }

    private List<Word> read(Supplier<List<Word>> packet) {
        if (stalled) {
            unread.add(packet);
            return List.of();
        }
        return packet.get();
    }

    private void taken(long transactionId, int status) {
        if (!state.mischief().silent()) {
            said.add(new Word(Word.Kind.COMPLETION, transactionId, false,
                    NvspCodec.encodeUnpadded(new RndisPacketComplete(status))));
        }
    }

    private List<Word> decide(HostInput input) {
        HostDecision decision = machine.decide(state, input);
        state = decision.state();
        decision.acts().forEach(this::act);
        return flush();
    }

    private List<Word> flush() {
        List<Word> words = List.copyOf(said);
        said.clear();
        return words;
    }

    private void act(HostAct act) {
        if (act instanceof HostAct.StartSwitch start) {
            HostDecision made = machine.decide(state, new HostInput.SwitchMade(start.transactionId()));
            state = made.state();
            made.acts().forEach(this::act);
        } else if (act instanceof HostAct.OfferSubchannels offer) {
            subchannels = offer.count();
        } else if (state.session().open()) {
            Outgoing message = Outgoing.of(act, state.session().sizing());
            if (message != null) {
                said.add(new Word(Word.Kind.valueOf(message.kind().name()), message.transactionId(),
                        message.completionRequested(), message.payload()));
            }
        }
    }
}
