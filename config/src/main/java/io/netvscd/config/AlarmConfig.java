package io.netvscd.config;

import java.time.Duration;

/**
 * After which time what slows a NIC down in silence is an alarm; zero for never.
 *
 * @param fallback its VF is there, and frames leave on the synthetic path
 * @param noDriver its VF is on the PCI bus, and no driver has made a network device of it
 * @param noVf     it had a VF, which has not come back
 */
public record AlarmConfig(Duration fallback, Duration noDriver, Duration noVf) {
    /**
     * Five minutes are far more than any switch takes. A driver's probe has been seen to take more than 100 s. A host that is
     * serviced takes a VF away for a minute, sometimes for some.
     */
    public static final AlarmConfig DEFAULT =
            new AlarmConfig(Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(15));

    private static final Duration MAX = Duration.ofDays(7);

    static AlarmConfig read(Section section) {
        return new AlarmConfig(
                section.duration("fallback", DEFAULT.fallback, MAX),
                section.duration("no-driver", DEFAULT.noDriver, MAX),
                section.duration("no-vf", DEFAULT.noVf, MAX));
    }
}
