package io.netvscd.datapath.uio;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads one value a file, and believes none before it is checked. */
final class SysfsValues {
    private SysfsValues() {
    }

    /** The text of a file without the white space round it. */
    static String text(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException absent) {
            throw new IOException(file + " is not there; is the device still bound to its driver?", absent);
        } catch (IOException unreadable) {
            throw new IOException(file + " cannot be read: " + unreadable.getMessage() + "; run as root", unreadable);
        }
    }

    /** A decimal number from {@code min} to {@code max}. */
    static int decimal(Path file, int min, int max) throws IOException {
        return (int) number(file, text(file), "", min, max);
    }

    /** An unsigned number with {@code 0x} in front, from {@code min} to {@code max}. */
    static long hexadecimal(Path file, long min, long max) throws IOException {
        String text = text(file);
        if (!text.startsWith("0x")) {
            throw invalid(file, text, "a number that begins with 0x");
        }
        return number(file, text, "0x", min, max);
    }

    private static long number(Path file, String text, String prefix, long min, long max) throws IOException {
        int radix = prefix.isEmpty() ? 10 : 16;
        try {
            long value = Long.parseUnsignedLong(text.substring(prefix.length()), radix);
            if (Long.compareUnsigned(value, min) >= 0 && Long.compareUnsigned(value, max) <= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // No number at all: told below, like one out of range.
        }
        throw invalid(file, text, "a number from " + prefix + Long.toUnsignedString(min, radix) + " to "
                + prefix + Long.toUnsignedString(max, radix));
    }

    static IOException invalid(Path file, String found, String expected) {
        return new IOException(file + " says '" + found + "' where " + expected
                + " belongs; unbind the device and bind it again; if that does not help, this kernel is not"
                + " understood");
    }

    /** The entries of a folder by name, none where it is not there. */
    static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return List.of();
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        entries.sort(null);
        return entries;
    }

    /** What a link leads to by its last name, empty where there is no link. */
    static String linkName(Path link) {
        try {
            return link.toRealPath().getFileName().toString();
        } catch (IOException absent) {
            return "";
        }
    }
}
