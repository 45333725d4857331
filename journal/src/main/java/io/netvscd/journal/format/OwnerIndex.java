package io.netvscd.journal.format;

/** Which groups of a chapter hold records of one owner: the positions that name the groups, each as its distance from the one before. */
public final class OwnerIndex {
    private OwnerIndex() {
    }

    /** The value that is stored under {@link Keys#ownerIndex}; the first {@code count} positions, ascending. */
    public static byte[] encode(long[] positions, int count) {
        return Sealed.write(output -> {
            Sealed.number(output, count);
            long before = 0;
            for (int i = 0; i < count; i++) {
                Sealed.number(output, positions[i] - before);
                before = positions[i];
            }
        });
    }

    /** Reads the value; an {@link IllegalArgumentException} says what is wrong with it. */
    public static long[] decode(byte[] octets) {
        return Sealed.read(octets, input -> {
            long[] positions = new long[(int) Math.min(Sealed.number(input), octets.length)];
            long before = 0;
            for (int i = 0; i < positions.length; i++) {
                before += Sealed.number(input);
                positions[i] = before;
            }
            return positions;
        });
    }
}
