package io.netvscd.replay.whatif;

import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.timeline.Tick;

/** The one thing that is different. */
public sealed interface Change {
    /** Nothing is: history is to come out again. */
    record Nothing() implements Change {
    }

    /** A setting has another value. */
    record Set(Setting setting, long value) implements Change {
    }

    /** The input of this turn never reaches its owner. */
    record Drop(Tick tick) implements Change {
    }

    /** The input of this turn reaches its owner so much later. */
    record Delay(Tick tick, long byNs) implements Change {
    }

    /** Right after this turn something more happens. */
    record Insert(Tick tick, TimedStep step) implements Change {
    }

    /** What can be set. */
    enum Setting {
        TAKEOVER_DELAY("takeover-delay", true),
        FLAP_LIMIT("flap-limit", false),
        FLAP_HALF_LIFE("flap-half-life", true),
        /** Every answer of the host takes so long. */
        HOST_LATENCY("host-latency", true),
        /** Everything that the kernel is asked for takes so long. */
        KERNEL_LATENCY("kernel-latency", true);

        private final String word;
        private final boolean time;

        Setting(String word, boolean time) {
            this.word = word;
            this.time = time;
        }

        public String word() {
            return word;
        }

        /** Whether its value is a length of time, in nanoseconds; else it is a number. */
        public boolean isTime() {
            return time;
        }
    }
}
