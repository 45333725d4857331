package io.netvscd.replay.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;

/** Lengths of time as they are written on the command line, like those of scenario files. */
final class Lengths {
    private Lengths() {
    }

    /**
     * Nanoseconds, not negative.
     *
     * @param where what the message begins with where it is none
     */
    static long parse(String where, String text) {
        try {
            Config config = ConfigFactory.parseString("value = \"" + text.replace("\"", "") + "\"");
            long ns = config.getDuration("value").toNanos();
            if (ns >= 0) {
                return ns;
            }
        } catch (ConfigException | ArithmeticException notATime) {
            // Said below.
        }
        throw new BadInput(where + ": '" + text + "' is no length of time; allowed: 0ms, 50ms, 1.5s, 2min");
    }
}
