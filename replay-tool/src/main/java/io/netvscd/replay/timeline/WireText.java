package io.netvscd.replay.timeline;

import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMalformed;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMalformed;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import java.util.Optional;

/** What guest and host have said to each other, read. */
final class WireText {
    private WireText() {
    }

    /**
     * The message that a record carries as octets; empty where it carries none, or one that cannot be read or has no use here.
     *
     * @param carrier an input or an action
     * @param octets  a component of it
     */
    static Optional<Record> message(Record carrier, Bytes octets) {
        try {
            if (carrier instanceof ChannelInput.HostRndis || carrier instanceof Action.SendRndis) {
                RndisMessage message = RndisCodec.decode(octets.toArray());
                return message instanceof RndisMessage.Unused ? Optional.empty() : Optional.of((Record) message);
            } else if (carrier instanceof ChannelInput.HostCompletion || carrier instanceof Action.SendCompletion) {
                return used(NvspCodec.decodeCompletion(octets.toArray()));
            } else if (carrier instanceof ChannelInput.HostMessage || carrier instanceof Action.SendMessage) {
                return used(NvspCodec.decode(octets.toArray()));
            }
        } catch (NvspMalformed | RndisMalformed unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Record> used(NvspMessage message) {
        return message instanceof NvspMessage.Unused ? Optional.empty() : Optional.of((Record) message);
    }
}
