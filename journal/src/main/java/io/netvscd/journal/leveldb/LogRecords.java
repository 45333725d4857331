package io.netvscd.journal.leveldb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The records of a log or a MANIFEST, as far as they are whole: fragments put together. {@link LogFileCheck} names what is not. */
final class LogRecords {
    private LogRecords() {
    }

    static List<byte[]> of(byte[] octets) {
        List<byte[]> records = new ArrayList<>();
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        int at = 0;
        while (octets.length - at >= LogFileCheck.HEADER_BYTES) {
            ByteBuffer header = ByteBuffer.wrap(octets, at, LogFileCheck.HEADER_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
            int length = Short.toUnsignedInt(header.getShort(4));
            int type = header.get(6);
            boolean whole = type != 0 && length <= octets.length - at - LogFileCheck.HEADER_BYTES
                    && header.getInt(0) == MaskedCrc.of(octets, at + 6, 1 + length);
            if (!whole) {
                return records;
            }
            record.write(octets, at + LogFileCheck.HEADER_BYTES, length);
            if (type == LogFileCheck.WHOLE || type == LogFileCheck.LAST) {
                records.add(record.toByteArray());
                record.reset();
            }
            at += LogFileCheck.HEADER_BYTES + length;
            int left = LogFileCheck.BLOCK_BYTES - at % LogFileCheck.BLOCK_BYTES;
            at += left < LogFileCheck.HEADER_BYTES ? left : 0;
        }
        return records;
    }
}
