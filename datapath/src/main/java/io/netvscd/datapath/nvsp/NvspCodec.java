package io.netvscd.datapath.nvsp;

import io.netvscd.datapath.nvsp.NvspMessage.Unused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Between NVSP messages and the octets of a VMBus packet. What the ring's padding adds behind a message is not looked
 * at; a message need only be as long as its fields, since a host sends its own SWITCH_DATA_PATH in 8 octets.
 */
public final class NvspCodec {
    /** Where hv_netvsc looks for the indirection table of hosts up to 6.0, whose offset field can be wrong. */
    private static final int LEGACY_TABLE_START = 40;
    private static final int LEGACY_TABLE_END = 104;

    private static final Map<Integer, NvspLayout<?>> BY_TYPE = new LinkedHashMap<>();
    private static final Map<Class<?>, NvspLayout<?>> BY_MESSAGE = new LinkedHashMap<>();

    static {
        for (NvspLayout<?> layout : NvspLayouts.ALL) {
            BY_TYPE.put(layout.type(), layout);
            BY_MESSAGE.put(layout.message(), layout);
        }
        for (NvspLayout<?> layout : Arrays.asList(NvspLayouts.SUBCHANNEL_COMPLETE, NvspLayouts.INDIRECTION_TABLE)) {
            BY_MESSAGE.put(layout.message(), layout);
        }
    }

    private NvspCodec() {
    }

    /** Reads the payload of an in-band packet, under the newest version's rules. */
    public static NvspMessage decode(byte[] payload) throws NvspMalformed {
        return decode(payload, NvspVersion.newest());
    }

    /**
     * Reads the payload of an in-band packet.
     *
     * @param version decides where an indirection table is looked for
     */
    public static NvspMessage decode(byte[] payload, NvspVersion version) throws NvspMalformed {
        ByteBuffer in = littleEndian(payload);
        int type = typeOf(in);
        if (type == NvspType.SEND_INDIRECTION_TABLE) {
            boolean offsetUntrusted = !version.atLeast(NvspVersion.V6_1) && payload.length >= LEGACY_TABLE_END;
            return offsetUntrusted
                    ? NvspLayouts.table(in, LEGACY_TABLE_START)
                    : NvspLayouts.INDIRECTION_TABLE.decode(in);
        }
        NvspLayout<?> layout = BY_TYPE.get(type);
        return layout == null ? new Unused(type) : layout.decode(in);
    }

    /** Reads the payload of a completion: as {@link #decode(byte[])}, but 133 is the answer and not the request. */
    public static NvspMessage decodeCompletion(byte[] payload) throws NvspMalformed {
        ByteBuffer in = littleEndian(payload);
        return typeOf(in) == NvspType.SUBCHANNEL ? NvspLayouts.SUBCHANNEL_COMPLETE.decode(in) : decode(payload);
    }

    /** The octets of a message, filled with zeros to the version's 28 or 40. */
    public static byte[] encode(NvspMessage message, NvspVersion version) {
        return encode(message, version.messageBytes());
    }

    /** The octets of a message up to its last field, as a host sends its SWITCH_DATA_PATH and both sides send 108. */
    public static byte[] encodeUnpadded(NvspMessage message) {
        return encode(message, 0);
    }

    private static byte[] encode(NvspMessage message, int minBytes) {
        if (message instanceof Unused unused) {
            ByteBuffer out = littleEndian(new byte[Math.max(minBytes, 4)]);
            return out.putInt(0, unused.type()).array();
        }
        NvspLayout<?> layout = BY_MESSAGE.get(message.getClass());
        ByteBuffer out = littleEndian(new byte[Math.max(minBytes, layout.bytes())]);
        layout.encode(message, out);
        return out.array();
    }

    private static int typeOf(ByteBuffer in) throws NvspMalformed {
        if (in.limit() < 4) {
            throw new NvspMalformed(0, "a message begins with its type in 4 octets, only " + in.limit() + " are there");
        }
        return in.getInt(0);
    }

    private static ByteBuffer littleEndian(byte[] octets) {
        return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    }
}
