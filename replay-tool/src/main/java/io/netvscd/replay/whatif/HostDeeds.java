package io.netvscd.replay.whatif;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMalformed;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMalformed;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;

/** What a host must have done that said this. */
public final class HostDeeds {
    private HostDeeds() {
    }

    /** The command by which an embedded host says the same, null where there is none. */
    public static HostCommand of(Input input) {
        if (input instanceof ChannelInput.HostMessage message) {
            return inBand(message.payload());
        } else if (input instanceof ChannelInput.HostRndis rndis) {
            return rndis(rndis.message());
        }
        return null;
    }

    private static HostCommand inBand(Bytes payload) {
        try {
            NvspMessage message = NvspCodec.decode(payload.toArray());
            if (message instanceof NvspMessage.VfAssociation association) {
                return new HostCommand.VfAssociation(association.allocated(), association.serial());
            } else if (message instanceof NvspMessage.SwitchDataPath path && path.path() == DataPath.SYNTHETIC) {
                return new HostCommand.ForceSynthetic();
            }
        } catch (NvspMalformed nonsense) {
            return new HostCommand.Raw(payload.toArray());
        }
        return new HostCommand.Raw(payload.toArray());
    }

    private static HostCommand rndis(Bytes octets) {
        try {
            if (RndisCodec.decode(octets.toArray()) instanceof RndisMessage.IndicateStatus indication) {
                return switch (indication.status()) {
                    case RndisStatus.MEDIA_CONNECT -> new HostCommand.Link(true);
                    case RndisStatus.MEDIA_DISCONNECT -> new HostCommand.Link(false);
                    case RndisStatus.NETWORK_CHANGE -> new HostCommand.NetworkChange();
                    default -> null;
                };
            }
        } catch (RndisMalformed nonsense) {
            return null;
        }
        return null;
    }
}
