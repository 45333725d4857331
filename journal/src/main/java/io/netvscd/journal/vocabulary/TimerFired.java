package io.netvscd.journal.vocabulary;

/**
 * A timer that an owner started has run out.
 *
 * @param generation the one it was started with; an older one than the owner's current changes nothing
 */
public record TimerFired(TimerName timer, long generation) implements Input {
}
