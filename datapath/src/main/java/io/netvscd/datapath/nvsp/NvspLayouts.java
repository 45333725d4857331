package io.netvscd.datapath.nvsp;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspMessage.IndirectionTable;
import io.netvscd.datapath.nvsp.NvspMessage.Init;
import io.netvscd.datapath.nvsp.NvspMessage.InitComplete;
import io.netvscd.datapath.nvsp.NvspMessage.NdisConfig;
import io.netvscd.datapath.nvsp.NvspMessage.NdisVersion;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RevokeSendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacket;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacketComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SendBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SendBufferComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelComplete;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelRequest;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import java.nio.ByteBuffer;
import java.util.List;

/** The table of messages: number, length of the fields, and both directions side by side. */
final class NvspLayouts {
    private static final int COUNT = 4;
    private static final int TABLE_OFFSET = 8;
    private static final int TABLE_START = 12;
    private static final int SECTION = 12;

    /** The answer shares its number with the request, so only its place (a completion) tells it apart. */
    static final NvspLayout<SubchannelComplete> SUBCHANNEL_COMPLETE = new NvspLayout<>(
            NvspType.SUBCHANNEL, SubchannelComplete.class, 12,
            in -> new SubchannelComplete(in.getInt(4), in.getInt(8)),
            (message, out) -> out.putInt(4, message.status()).putInt(8, message.count()));

    /** The decoder is {@link NvspCodec}'s, because it depends on the version. */
    static final NvspLayout<IndirectionTable> INDIRECTION_TABLE = new NvspLayout<>(
            NvspType.SEND_INDIRECTION_TABLE, IndirectionTable.class, TABLE_START + 4 * IndirectionTable.ENTRIES,
            in -> table(in, in.getInt(TABLE_OFFSET)),
            NvspLayouts::putTable);

    /** All others. */
    static final List<NvspLayout<?>> ALL = List.of(
            new NvspLayout<>(NvspType.INIT, Init.class, 12,
                    in -> new Init(in.getInt(4), in.getInt(8)),
                    (message, out) -> out.putInt(4, message.minVersion()).putInt(8, message.maxVersion())),
            new NvspLayout<>(NvspType.INIT_COMPLETE, InitComplete.class, 16,
                    in -> new InitComplete(in.getInt(4), in.getInt(8), in.getInt(12)),
                    (message, out) -> out.putInt(4, message.negotiatedVersion())
                            .putInt(8, message.maxMdlChainLength())
                            .putInt(12, message.status())),
            new NvspLayout<>(NvspType.SEND_NDIS_VERSION, NdisVersion.class, 12,
                    in -> new NdisVersion(in.getInt(4), in.getInt(8)),
                    (message, out) -> out.putInt(4, message.major()).putInt(8, message.minor())),
            new NvspLayout<>(NvspType.SEND_RECV_BUF, ReceiveBuffer.class, 10,
                    in -> new ReceiveBuffer(in.getInt(4), id(in, 8)),
                    (message, out) -> out.putInt(4, message.gpadl()).putShort(8, (short) message.id())),
            new NvspLayout<>(NvspType.SEND_RECV_BUF_COMPLETE, ReceiveBufferComplete.class, SECTION + 16,
                    NvspLayouts::receiveBufferComplete, NvspLayouts::putReceiveBufferComplete),
            new NvspLayout<>(NvspType.REVOKE_RECV_BUF, RevokeReceiveBuffer.class, 6,
                    in -> new RevokeReceiveBuffer(id(in, 4)),
                    (message, out) -> out.putShort(4, (short) message.id())),
            new NvspLayout<>(NvspType.SEND_SEND_BUF, SendBuffer.class, 10,
                    in -> new SendBuffer(in.getInt(4), id(in, 8)),
                    (message, out) -> out.putInt(4, message.gpadl()).putShort(8, (short) message.id())),
            new NvspLayout<>(NvspType.SEND_SEND_BUF_COMPLETE, SendBufferComplete.class, 12,
                    in -> new SendBufferComplete(in.getInt(4), in.getInt(8)),
                    (message, out) -> out.putInt(4, message.status()).putInt(8, message.sectionBytes())),
            new NvspLayout<>(NvspType.REVOKE_SEND_BUF, RevokeSendBuffer.class, 6,
                    in -> new RevokeSendBuffer(id(in, 4)),
                    (message, out) -> out.putShort(4, (short) message.id())),
            new NvspLayout<>(NvspType.SEND_RNDIS_PKT, RndisPacket.class, 16,
                    in -> new RndisPacket(in.getInt(4), in.getInt(8), in.getInt(12)),
                    (message, out) -> out.putInt(4, message.channelType())
                            .putInt(8, message.sectionIndex())
                            .putInt(12, message.sectionBytes())),
            new NvspLayout<>(NvspType.SEND_RNDIS_PKT_COMPLETE, RndisPacketComplete.class, 8,
                    in -> new RndisPacketComplete(in.getInt(4)),
                    (message, out) -> out.putInt(4, message.status())),
            new NvspLayout<>(NvspType.SEND_NDIS_CONFIG, NdisConfig.class, 20,
                    in -> new NdisConfig(in.getInt(4), in.getLong(12)),
                    (message, out) -> out.putInt(4, message.frameBytes()).putLong(12, message.capabilities())),
            new NvspLayout<>(NvspType.SEND_VF_ASSOCIATION, VfAssociation.class, 12,
                    in -> new VfAssociation(in.getInt(4) != 0, in.getInt(8)),
                    (message, out) -> out.putInt(4, message.allocated() ? 1 : 0).putInt(8, message.serial())),
            new NvspLayout<>(NvspType.SWITCH_DATA_PATH, SwitchDataPath.class, 8,
                    in -> new SwitchDataPath(path(in.getInt(4))),
                    (message, out) -> out.putInt(4, message.path().wireCode())),
            new NvspLayout<>(NvspType.SUBCHANNEL, SubchannelRequest.class, 12,
                    in -> new SubchannelRequest(in.getInt(4), in.getInt(8)),
                    (message, out) -> out.putInt(4, message.operation()).putInt(8, message.count())));

    private NvspLayouts() {
    }

    /** The table at {@code start}, an unsigned offset from the start of the message. */
    static IndirectionTable table(ByteBuffer in, int start) throws NvspMalformed {
        if (in.getInt(COUNT) != IndirectionTable.ENTRIES) {
            throw new NvspMalformed(COUNT, "the indirection table has 16 entries, not "
                    + Integer.toUnsignedString(in.getInt(COUNT)));
        }
        long end = Integer.toUnsignedLong(start) + 4 * IndirectionTable.ENTRIES;
        if (Integer.toUnsignedLong(start) < TABLE_START || end > in.limit()) {
            throw new NvspMalformed(TABLE_OFFSET, "the indirection table at " + Integer.toUnsignedString(start)
                    + " is not inside the message of " + in.limit() + " octets");
        }
        Integer[] channels = new Integer[IndirectionTable.ENTRIES];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = in.getInt(start + 4 * i);
        }
        return new IndirectionTable(List.of(channels));
    }

    private static void putTable(IndirectionTable message, ByteBuffer out) {
        out.putInt(COUNT, IndirectionTable.ENTRIES).putInt(TABLE_OFFSET, TABLE_START);
        for (int i = 0; i < IndirectionTable.ENTRIES; i++) {
            out.putInt(TABLE_START + 4 * i, message.channels().get(i));
        }
    }

    private static ReceiveBufferComplete receiveBufferComplete(ByteBuffer in) throws NvspMalformed {
        int status = in.getInt(4);
        if (status != NvspStatus.SUCCESS) {
            return ReceiveBufferComplete.refused(status);
        }
        if (in.getInt(8) != 1) {
            throw new NvspMalformed(8, "a receive buffer has 1 kind of section, not "
                    + Integer.toUnsignedString(in.getInt(8)));
        }
        return new ReceiveBufferComplete(status, in.getInt(SECTION), in.getInt(SECTION + 4), in.getInt(SECTION + 8),
                in.getInt(SECTION + 12));
    }

    private static void putReceiveBufferComplete(ReceiveBufferComplete message, ByteBuffer out) {
        out.putInt(4, message.status());
        if (message.status() == NvspStatus.SUCCESS) {
            out.putInt(8, 1)
                    .putInt(SECTION, message.offset())
                    .putInt(SECTION + 4, message.sectionBytes())
                    .putInt(SECTION + 8, message.sections())
                    .putInt(SECTION + 12, message.endOffset());
        }
    }

    private static int id(ByteBuffer in, int offset) {
        return Short.toUnsignedInt(in.getShort(offset));
    }

    private static DataPath path(int code) throws NvspMalformed {
        for (DataPath path : DataPath.values()) {
            if (path.wireCode() == code) {
                return path;
            }
        }
        throw new NvspMalformed(4, "a data path is 0 (synthetic) or 1 (VF), not " + Integer.toUnsignedString(code));
    }
}
