package io.netvscd.replay.scenario;

import java.util.List;

/**
 * What must be so at an instant.
 *
 * @param values in the order written
 */
public record Expectation(List<Value> values) implements Step {
    /**
     * One expected value, in the text form that what is found is compared in.
     *
     * @param subject  {@code datapath}, {@code switches}, {@code vf} …
     * @param detail   the VF's name, or the part of the subject ({@code to-vf}); empty where there is none
     * @param expected a word, a number, or a sorted list {@code [a, b]}
     */
    public record Value(String subject, String detail, String expected, Position at) {
        /** {@code vf.vf0}, {@code datapath}. */
        public String path() {
            return detail.isEmpty() ? subject : subject + '.' + detail;
        }
    }

    public Expectation {
        values = List.copyOf(values);
    }

    @Override
    public String words() {
        return "expect";
    }
}
