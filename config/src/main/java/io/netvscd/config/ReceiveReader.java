package io.netvscd.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code synthetic.receive}. */
final class ReceiveReader {
    private static final int ENTRIES_MAX = 128;
    private static final int GROUPS_MAX = 32;
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{80}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-f][13579bdf](:[0-9a-f]{2}){5}");
    private static final Pattern CHANNEL = Pattern.compile("[0-9]|[1-5][0-9]|6[0-3]");

    private ReceiveReader() {
    }

    static ReceiveConfig read(Section section) {
        String key = section.text("key", "").toLowerCase(Locale.ROOT);
        if (!key.isEmpty() && !KEY.matcher(key).matches()) {
            section.refuse("key", "80 hex digits in quotes");
        }
        List<Integer> table = new ArrayList<>();
        for (String channel : list(section, "table", CHANNEL, ENTRIES_MAX, "channels from 0 to 63")) {
            table.add(Integer.parseInt(channel));
        }
        List<String> groups = list(section, "groups", GROUP, GROUPS_MAX, "multicast addresses aa:bb:cc:dd:ee:ff");
        return new ReceiveConfig(key, table, groups);
    }

    private static List<String> list(Section section, String key, Pattern pattern, int max, String what) {
        List<String> found = section.texts(key).stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        List<String> good = found.stream().filter(text -> pattern.matcher(text).matches()).toList();
        if (good.size() < found.size() || found.size() > max) {
            section.refuse(key, "a list of up to " + max + ' ' + what);
            return List.of();
        }
        return good;
    }
}
