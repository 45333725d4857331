package io.netvscd.replay.scenario;

import com.typesafe.config.ConfigOrigin;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects what is wrong with one file, so that all of it is reported at once. */
final class Mistakes {
    private record Mistake(Position at, String what) {
    }

    private final String file;
    private final Set<Mistake> found = new TreeSet<>(
            Comparator.comparingInt((Mistake mistake) -> mistake.at.line()).thenComparing(Mistake::what));

    Mistakes(String file) {
        this.file = file;
    }

    Position at(ConfigOrigin origin) {
        return new Position(file, Math.max(1, origin.lineNumber()));
    }

    void add(ConfigOrigin origin, String what) {
        found.add(new Mistake(at(origin), what));
    }

    /** A key that is not known here. */
    void unknown(ConfigOrigin origin, String where, String key, Collection<String> known) {
        add(origin, where + ": unknown key '" + key + "'" + nearest(key, known) + "; allowed: "
                + String.join(", ", known));
    }

    /** A word that is not one of those allowed. */
    void notOneOf(ConfigOrigin origin, String key, String found, Collection<String> allowed) {
        add(origin, key + " = '" + found + "'" + nearest(found, allowed) + "; allowed: " + String.join(", ", allowed));
    }

    List<String> lines() {
        return found.stream().map(mistake -> mistake.at + ": " + mistake.what).toList();
    }

    private static String nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= candidate.length() / 3)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate)))
                .map(candidate -> " (did you mean '" + candidate + "'?)")
                .orElse("");
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substituted, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
