package io.netvscd.datapath.rndis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads one message, and nothing outside of it. */
final class RndisReader {
    private static final int TYPE = 0;
    private static final int LENGTH = 4;
    /** Type and length; also where offset fields count from. */
    private static final int PREFIX_BYTES = 8;

    private final ByteBuffer in;
    private final int messageBytes;
    private int headerBytes = PREFIX_BYTES;

    RndisReader(byte[] octets) throws RndisMalformed {
        if (octets.length < PREFIX_BYTES) {
            throw new RndisMalformed(TYPE, "a message begins with type and length in 8 octets, only "
                    + octets.length + " are there");
        }
        in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        long length = Integer.toUnsignedLong(in.getInt(LENGTH));
        if (length < PREFIX_BYTES || length > octets.length) {
            throw new RndisMalformed(LENGTH, "length " + length + " with " + octets.length + " octets there");
        }
        messageBytes = (int) length;
    }

    int type() {
        return in.getInt(TYPE);
    }

    void requireHeader(int type, int bytes) throws RndisMalformed {
        if (messageBytes < bytes) {
            throw new RndisMalformed(LENGTH, "message 0x" + Integer.toHexString(type) + " has " + bytes
                    + " octets, not " + messageBytes);
        }
        headerBytes = bytes;
    }

    int u32(int offset) {
        return in.getInt(offset);
    }

    /** The buffer that these two fields describe, inside the message. */
    Information information(int lengthField, int offsetField) throws RndisMalformed {
        return information(lengthField, offsetField, messageBytes);
    }

    /**
     * The buffer that these two fields describe, inside what arrived: some hosts leave the buffer of an indication out
     * of the message's own length.
     */
    Information informationBeyondLength(int lengthField, int offsetField) throws RndisMalformed {
        return information(lengthField, offsetField, in.limit());
    }

    private Information information(int lengthField, int offsetField, int limit) throws RndisMalformed {
        long length = Integer.toUnsignedLong(u32(lengthField));
        if (length == 0) {
            return Information.EMPTY;
        }
        long start = PREFIX_BYTES + Integer.toUnsignedLong(u32(offsetField));
        if (start < headerBytes || start + length > limit) {
            throw new RndisMalformed(offsetField, "a buffer of " + length + " octets at " + start + " is not inside "
                    + headerBytes + ".." + limit);
        }
        return Information.of(Arrays.copyOfRange(in.array(), (int) start, (int) (start + length)));
    }
}
