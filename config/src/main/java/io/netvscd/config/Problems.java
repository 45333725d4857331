package io.netvscd.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers problems, so that one reading of a file finds them all. */
final class Problems {
    private final String file;
    private final List<ConfigProblem> found = new ArrayList<>();

    /** {@code file} is named where the parser knows of none. */
    Problems(String file) {
        this.file = file;
    }

    void add(ConfigOrigin place, String key, String what, String allowed) {
        add(place, key, what, allowed, "");
    }

    void add(ConfigOrigin place, String key, String what, String allowed, String nearestKey) {
        String where = place == null || place.filename() == null ? file : place.filename();
        int line = place == null ? 0 : Math.max(0, place.lineNumber());
        found.add(new ConfigProblem(where, line, key, what, allowed, nearestKey));
    }

    void throwIfAny() throws ConfigInvalid {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparing(ConfigProblem::file).thenComparingInt(ConfigProblem::line));
            throw new ConfigInvalid(found);
        }
    }
}
