package io.netvscd.journal.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The lines of a part, none longer than {@link JsonLines#LINE_CHARS}; each ends with one LF. */
final class LineReader implements Iterator<String> {
    private final BufferedReader reader;
    private final String name;
    private final StringBuilder text = new StringBuilder();
    private String ahead;
    private long line;

    LineReader(InputStream in, String name) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 64 << 10);
        this.name = name;
    }

    Stream<String> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(this::close);
    }

    /** The number of the line given last, from 1. */
    long line() {
        return line;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            ahead = read();
        }
        return ahead != null;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        String given = ahead;
        ahead = null;
        line++;
        return given;
    }

    private String read() {
        text.setLength(0);
        try {
            int next = reader.read();
            while (next >= 0 && next != '\n') {
                if (text.length() == JsonLines.LINE_CHARS) {
                    throw new BundleRefused(name + " line " + (line + 1) + ": longer than " + JsonLines.LINE_CHARS + " characters");
                }
                text.append((char) next);
                next = reader.read();
            }
            if (next < 0 && text.length() > 0) {
                throw new BundleRefused(name + " line " + (line + 1) + ": the last line has no end");
            }
            return next < 0 ? null : text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
