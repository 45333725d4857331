package io.netvscd.replay.seeds;

/**
 * How a scenario broke an invariant.
 *
 * @param kind without figures and names: what failures have in common
 * @param what with all of them
 */
record Failure(String kind, String what) {
    private static final int KIND_LENGTH_MAX = 100;

    /** Of something said in words. */
    static Failure of(String subject, String what, String where) {
        String words = subject + ": " + what.replaceAll("[0-9a-f]*[0-9][0-9a-f:.]*", "#");
        String kind = words.length() > KIND_LENGTH_MAX ? words.substring(0, KIND_LENGTH_MAX) : words;
        return new Failure(kind, where.isEmpty() ? subject + ": " + what : where + ": " + subject + ": " + what);
    }
}
