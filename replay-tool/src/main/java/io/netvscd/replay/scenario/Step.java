package io.netvscd.replay.scenario;

import java.util.Locale;

/** What happens at one instant of a scenario. */
public sealed interface Step
        permits HostStep, PciStep, NetdevStep, VfStep, AdminStep, SendStep, DaemonStep, JournalStep, InputStep, ClockStep,
        Expectation {
    /** The step in the words of the file: {@code host = vf-association}. */
    String words();

    /** The word that a verb has in files: {@code VF_ASSOCIATION} is {@code vf-association}. */
    static String word(Enum<?> verb) {
        return verb.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
