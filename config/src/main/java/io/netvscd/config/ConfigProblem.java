package io.netvscd.config;

/**
 * One mistake in a configuration file.
 *
 * @param file       the file or other origin, as given
 * @param line       counted from 1, or 0 where the file as a whole is meant
 * @param key        the full key, {@code netvscd.nics[0].mtu}, or empty
 * @param found      what stands there, in words fit to follow "found"
 * @param allowed    what may stand there, in words; empty where nothing may
 * @param nearestKey the known key that was perhaps meant, or empty
 */
public record ConfigProblem(String file, int line, String key, String found, String allowed, String nearestKey) {
    /** One line that names the place, the mistake and the mend. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (!key.isEmpty()) {
            text.append(key).append(": ");
        }
        text.append("found ").append(found);
        if (!allowed.isEmpty()) {
            text.append("; allowed: ").append(allowed);
        }
        if (!nearestKey.isEmpty()) {
            text.append("; did you mean ").append(nearestKey).append('?');
        }
        return text.toString();
    }
}
