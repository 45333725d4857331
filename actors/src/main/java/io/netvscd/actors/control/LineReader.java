package io.netvscd.actors.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads UTF-8 lines of bounded length from a channel. */
final class LineReader {
    private static final int FIRST_BYTES = 4096;

    private final ReadableByteChannel channel;
    private final int maxBytes;
    private byte[] line = new byte[FIRST_BYTES];
    private int used;
    private final ByteBuffer incoming = ByteBuffer.allocate(FIRST_BYTES).flip();

    LineReader(ReadableByteChannel channel, int maxBytes) {
        this.channel = channel;
        this.maxBytes = maxBytes;
    }

    /** The next line without its end, or null at the end of the stream (what follows the last line end is dropped). */
    String next() throws IOException {
        used = 0;
        while (true) {
            while (incoming.hasRemaining()) {
                byte octet = incoming.get();
                if (octet == '\n') {
                    return new String(line, 0, used, StandardCharsets.UTF_8);
                }
                append(octet);
            }
            incoming.clear();
            int read = channel.read(incoming);
            incoming.flip();
            if (read < 0) {
                return null;
            }
        }
    }

    private void append(byte octet) throws IOException {
        if (used == maxBytes) {
            throw new IOException("a line of more than " + maxBytes + " octets");
        }
        if (used == line.length) {
            line = Arrays.copyOf(line, Math.min(maxBytes, 2 * line.length));
        }
        line[used++] = octet;
    }
}
