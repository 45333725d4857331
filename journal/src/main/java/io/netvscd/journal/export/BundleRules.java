package io.netvscd.journal.export;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a bundle must not be, checked before anything is unpacked: a bundle may come from anyone. */
final class BundleRules {
    /** Entries of the ZIP. */
    static final int ENTRIES = 1_000;
    /** Octets of all parts together, unpacked. */
    static final long TOTAL_BYTES = 16L << 30;
    /** Octets of the manifest. */
    static final int MANIFEST_BYTES = 1 << 20;
    /** Unpacked to packed octets of a large part: records of one kind reach 100, a bomb 1,000. */
    static final int RATIO = 300;
    /** A part up to this is no bomb however it is packed: a black box that saw little is 5 MiB of zeros, nearly. */
    private static final int SMALL_BYTES = 16 << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){0,4}");
    private static final int END_BYTES = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final long DIRECTORY_BYTES = 1 << 20;

    private BundleRules() {
    }

    /** Names are relative paths of plain characters: none begins with a dot, none leaves the folder. */
    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BundleRefused("a part's name must be plain and relative: '" + name + "'");
        }
    }

    /** Looks at the end of a ZIP (PKWARE APPNOTE 4.3.16) before Java reads its whole directory into memory. */
    static void checkDirectory(Path file) throws IOException {
        try (RandomAccessFile zip = new RandomAccessFile(file.toFile(), "r")) {
            if (zip.length() < END_BYTES) {
                throw new BundleRefused(file + ": no bundle: too short for a ZIP");
            }
            byte[] octets = new byte[END_BYTES];
            zip.seek(zip.length() - END_BYTES);
            zip.readFully(octets);
            ByteBuffer end = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
            if (end.getInt(0) != END_SIGNATURE) {
                throw new BundleRefused(file + ": no bundle: it does not end as a ZIP does (cut short?)");
            }
            int entries = Short.toUnsignedInt(end.getShort(10));
            long directoryBytes = Integer.toUnsignedLong(end.getInt(12));
            if (entries > ENTRIES || directoryBytes > DIRECTORY_BYTES) {
                throw new BundleRefused(file + ": " + entries + " parts; a bundle has at most " + ENTRIES);
            }
        }
    }

    static void checkSize(String name, long packedBytes, long bytes, long totalBytes) {
        if (totalBytes > TOTAL_BYTES) {
            throw new BundleRefused(name + ": the parts unpack to more than " + (TOTAL_BYTES >> 30) + " GiB");
        }
        if (bytes > SMALL_BYTES && bytes / RATIO > packedBytes) {
            throw new BundleRefused(name + ": unpacks to more than " + RATIO + " times its size");
        }
    }
}
