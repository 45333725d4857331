package io.netvscd.datapath.rndis;

import io.netvscd.datapath.rndis.RndisMessage.Halt;
import io.netvscd.datapath.rndis.RndisMessage.IndicateStatus;
import io.netvscd.datapath.rndis.RndisMessage.Initialize;
import io.netvscd.datapath.rndis.RndisMessage.InitializeComplete;
import io.netvscd.datapath.rndis.RndisMessage.Keepalive;
import io.netvscd.datapath.rndis.RndisMessage.KeepaliveComplete;
import io.netvscd.datapath.rndis.RndisMessage.Query;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisMessage.Reset;
import io.netvscd.datapath.rndis.RndisMessage.ResetComplete;
import io.netvscd.datapath.rndis.RndisMessage.Set;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisMessage.Unused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between RNDIS control messages and octets. Padding may follow a message; no field leads outside of what arrived. */
public final class RndisCodec {
    private static final List<RndisLayout<?>> LAYOUTS = List.of(
            RndisLayout.of(RndisType.INITIALIZE, Initialize.class, 24,
                    in -> new Initialize(in.u32(8), in.u32(12), in.u32(16), in.u32(20)),
                    (message, out) -> out.u32(8, message.requestId())
                            .u32(12, message.major())
                            .u32(16, message.minor())
                            .u32(20, message.maxTransferBytes())),
            RndisLayout.of(RndisType.INITIALIZE | RndisType.COMPLETION, InitializeComplete.class, 52,
                    in -> new InitializeComplete(in.u32(8), in.u32(12), in.u32(16), in.u32(20), in.u32(24), in.u32(28),
                            in.u32(32), in.u32(36), in.u32(40)),
                    (message, out) -> out.u32(8, message.requestId())
                            .u32(12, message.status())
                            .u32(16, message.major())
                            .u32(20, message.minor())
                            .u32(24, message.deviceFlags())
                            .u32(28, message.medium())
                            .u32(32, message.maxPacketsPerMessage())
                            .u32(36, message.maxTransferBytes())
                            .u32(40, message.alignmentShift())),
            RndisLayout.of(RndisType.HALT, Halt.class, 12,
                    in -> new Halt(in.u32(8)),
                    (message, out) -> out.u32(8, message.requestId())),
            new RndisLayout<>(RndisType.QUERY, Query.class, 28,
                    in -> new Query(in.u32(8), in.u32(12), in.information(16, 20)),
                    (message, out) -> out.u32(8, message.requestId()).u32(12, message.oid()).information(16, 20, false),
                    Query::input),
            new RndisLayout<>(RndisType.QUERY | RndisType.COMPLETION, QueryComplete.class, 24,
                    in -> new QueryComplete(in.u32(8), in.u32(12), in.information(16, 20)),
                    (message, out) -> out.u32(8, message.requestId())
                            .u32(12, message.status())
                            .information(16, 20, true),
                    QueryComplete::output),
            new RndisLayout<>(RndisType.SET, Set.class, 28,
                    in -> new Set(in.u32(8), in.u32(12), in.information(16, 20)),
                    (message, out) -> out.u32(8, message.requestId()).u32(12, message.oid()).information(16, 20, false),
                    Set::input),
            RndisLayout.of(RndisType.SET | RndisType.COMPLETION, SetComplete.class, 16,
                    in -> new SetComplete(in.u32(8), in.u32(12)),
                    (message, out) -> out.u32(8, message.requestId()).u32(12, message.status())),
            RndisLayout.of(RndisType.RESET, Reset.class, 12,
                    in -> new Reset(),
                    (message, out) -> out.u32(8, 0)),
            RndisLayout.of(RndisType.RESET | RndisType.COMPLETION, ResetComplete.class, 16,
                    in -> new ResetComplete(in.u32(8), in.u32(12)),
                    (message, out) -> out.u32(8, message.status()).u32(12, message.addressingReset())),
            new RndisLayout<>(RndisType.INDICATE_STATUS, IndicateStatus.class, 20,
                    in -> new IndicateStatus(in.u32(8), in.informationBeyondLength(12, 16)),
                    (message, out) -> out.u32(8, message.status()).information(12, 16, true),
                    IndicateStatus::buffer),
            RndisLayout.of(RndisType.KEEPALIVE, Keepalive.class, 12,
                    in -> new Keepalive(in.u32(8)),
                    (message, out) -> out.u32(8, message.requestId())),
            RndisLayout.of(RndisType.KEEPALIVE | RndisType.COMPLETION, KeepaliveComplete.class, 16,
                    in -> new KeepaliveComplete(in.u32(8), in.u32(12)),
                    (message, out) -> out.u32(8, message.requestId()).u32(12, message.status())));

    private static final Map<Integer, RndisLayout<?>> BY_TYPE = new LinkedHashMap<>();
    private static final Map<Class<?>, RndisLayout<?>> BY_MESSAGE = new LinkedHashMap<>();

    static {
        for (RndisLayout<?> layout : LAYOUTS) {
            BY_TYPE.put(layout.type(), layout);
            BY_MESSAGE.put(layout.message(), layout);
        }
    }

    private RndisCodec() {
    }

    /** Reads a control message; a data packet is not one. */
    public static RndisMessage decode(byte[] octets) throws RndisMalformed {
        RndisReader in = new RndisReader(octets);
        if (in.type() == RndisType.PACKET) {
            throw new RndisMalformed(0, "a data packet is no control message");
        }
        RndisLayout<?> layout = BY_TYPE.get(in.type());
        return layout == null ? new Unused(in.type()) : layout.decode(in);
    }

    /** The octets of a message, without padding. */
    public static byte[] encode(RndisMessage message) {
        if (message instanceof Unused unused) {
            return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0, unused.type()).putInt(4, 8).array();
        }
        return BY_MESSAGE.get(message.getClass()).encode(message);
    }
}
