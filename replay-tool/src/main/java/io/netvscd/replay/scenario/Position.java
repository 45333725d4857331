package io.netvscd.replay.scenario;

/** A place in a scenario file, lines counted from 1. */
public record Position(String file, int line) {
    @Override
    public String toString() {
        return file + ':' + line;
    }
}
