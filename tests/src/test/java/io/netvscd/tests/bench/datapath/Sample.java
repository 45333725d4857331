package io.netvscd.tests.bench.datapath;

/**
 * One figure of one subject.
 *
 * @param repetition which round it belongs to; ratios are made within a round
 * @param cpu        processors that the forwarder's process kept busy meanwhile; 0 where there is none
 * @param elsewhere  processors that other work on the machine kept busy meanwhile
 */
record Sample(String subject, Measure measure, int repetition, double value, double cpu, double elsewhere) {
    /** Above this share of a processor other work makes a figure doubtful. */
    static final double QUIET = 0.3;

    boolean isQuiet() {
        return elsewhere < QUIET;
    }
}
