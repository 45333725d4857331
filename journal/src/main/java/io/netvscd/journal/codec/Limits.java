package io.netvscd.journal.codec;

/** Bounds on one record; beyond them it is refused, in either direction. */
public final class Limits {
    /** Octets of a whole record: a dump of 4,096 netdevs fits several times over. */
    public static final int RECORD_BYTES = 16 << 20;
    /** Octets of one text in UTF-8. */
    public static final int TEXT_BYTES = 64 << 10;
    /** Elements of one list. */
    public static final int LIST_ELEMENTS = 64 << 10;
    /** Records within records; the deepest of today's vocabulary nests six. */
    public static final int DEPTH = 16;

    private Limits() {
    }
}
