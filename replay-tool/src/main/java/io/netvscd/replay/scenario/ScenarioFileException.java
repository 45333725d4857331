package io.netvscd.replay.scenario;

import java.util.List;

/** A scenario file with mistakes; the message has one line for each, {@code file:line: what}. */
public final class ScenarioFileException extends Exception {
    private final transient List<String> mistakes;

    public ScenarioFileException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Every mistake, in the order of the file. */
    public List<String> mistakes() {
        return mistakes;
    }
}
