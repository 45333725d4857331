package io.netvscd.datapath.rndis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes one message: prefix, fixed fields, and the information buffer right behind them. */
final class RndisWriter {
    private static final int PREFIX_BYTES = 8;

    private final ByteBuffer out;
    private final int headerBytes;
    private final int informationBytes;

    RndisWriter(int type, int headerBytes, Information information) {
        this.headerBytes = headerBytes;
        informationBytes = information.length();
        out = ByteBuffer.allocate(headerBytes + informationBytes).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0, type).putInt(4, out.capacity());
        information.copyTo(out, headerBytes);
    }

    RndisWriter u32(int offset, int value) {
        out.putInt(offset, value);
        return this;
    }

    /** The two fields that describe the information buffer; an empty one can be asked to have offset 0. */
    RndisWriter information(int lengthField, int offsetField, boolean zeroWhenEmpty) {
        boolean absent = informationBytes == 0 && zeroWhenEmpty;
        return u32(lengthField, informationBytes).u32(offsetField, absent ? 0 : headerBytes - PREFIX_BYTES);
    }

    byte[] octets() {
        return out.array();
    }
}
