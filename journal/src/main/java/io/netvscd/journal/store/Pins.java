package io.netvscd.journal.store;

import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.Pin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The times whose records are kept beyond age. Incidents that follow closely share a pin, so that a storm of them is one. */
final class Pins {
    private static final int WHY_CHARS = 500;

    private final NavigableMap<Long, Pin> byNumber = new TreeMap<>();

    /** Those that a database notes; one that is not whole pins nothing. */
    static Pins of(Database database) throws IOException {
        Pins pins = new Pins();
        database.scan(Keys.Kind.PIN.start(), (key, value) -> {
            boolean isPin = Keys.Kind.PIN.holds(key);
            if (isPin) {
                pins.byNumber.put(Keys.lastNumber(key), decode(Keys.lastNumber(key), value));
            }
            return isPin;
        });
        return pins;
    }

    private static Pin decode(long number, byte[] value) {
        try {
            return Pin.decode(number, value);
        } catch (IllegalArgumentException e) {
            throw new JournalDamaged("pin " + number, e.getMessage(), 0, 0, e);
        }
    }

    /** Adds a time, to the newest pin where they touch, and gives what is to be stored. */
    synchronized Change add(long fromMs, long toMs, String why) {
        Pin newest = byNumber.isEmpty() ? null : byNumber.lastEntry().getValue();
        boolean touch = newest != null && fromMs <= newest.toMs() && toMs >= newest.fromMs();
        long number = newest == null ? 1 : touch ? newest.number() : newest.number() + 1;
        String text = why.substring(0, Math.min(WHY_CHARS, why.length()));
        Pin pin = touch
                ? new Pin(number, Math.min(fromMs, newest.fromMs()), Math.max(toMs, newest.toMs()), newest.why())
                : new Pin(number, fromMs, toMs, text);
        byNumber.put(number, pin);
        return new Change(Keys.pin(number), pin.encode());
    }

    /** Forgets pins that end before a time, of which nothing is left; gives what is to be stored. */
    synchronized List<Change> forgetBefore(long timeMs) {
        List<Change> changes = new ArrayList<>();
        byNumber.values().removeIf(pin -> {
            boolean past = pin.toMs() < timeMs;
            if (past) {
                changes.add(new Change(Keys.pin(pin.number()), null));
            }
            return past;
        });
        return changes;
    }

    synchronized Collection<Pin> all() {
        return List.copyOf(byNumber.values());
    }
}
