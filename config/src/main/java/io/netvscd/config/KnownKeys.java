package io.netvscd.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every key there is, as full paths in which {@code []} stands for an element of a list. */
final class KnownKeys {
    /** The leaves; sections are their prefixes. */
    static final List<String> LEAVES = List.of(
            "netvscd.journal.dir",
            "netvscd.journal.keep",
            "netvscd.journal.size",
            "netvscd.journal.incident-size",
            "netvscd.control.socket",
            "netvscd.nics[].name",
            "netvscd.nics[].mac",
            "netvscd.nics[].mtu",
            "netvscd.nics[].mode",
            "netvscd.nics[].synthetic.type",
            "netvscd.nics[].synthetic.uplink",
            "netvscd.nics[].synthetic.device",
            "netvscd.nics[].synthetic.channels",
            "netvscd.nics[].synthetic.receive.key",
            "netvscd.nics[].synthetic.receive.table",
            "netvscd.nics[].synthetic.receive.groups",
            "netvscd.nics[].vf.devices",
            "netvscd.nics[].vf.lane",
            "netvscd.nics[].vf.takeover-delay",
            "netvscd.nics[].vf.flap-limit",
            "netvscd.nics[].vf.flap-half-life",
            "netvscd.nics[].vf.association",
            "netvscd.nics[].alarms.fallback",
            "netvscd.nics[].alarms.no-driver",
            "netvscd.nics[].alarms.no-vf");

    private KnownKeys() {
    }

    /** The keys directly inside {@code section} ("" for the root), without list marks. */
    static Set<String> in(String section) {
        String prefix = section.isEmpty() ? "" : section + ".";
        Set<String> names = new TreeSet<>();
        for (String leaf : LEAVES) {
            if (leaf.startsWith(prefix)) {
                String rest = leaf.substring(prefix.length());
                int dot = rest.indexOf('.');
                names.add((dot < 0 ? rest : rest.substring(0, dot)).replace("[]", ""));
            }
        }
        return names;
    }

    /** The key that {@code unknown}, found in {@code section}, was meant to be: a neighbour, or one elsewhere. */
    static Optional<String> nearest(String section, String unknown) {
        return elsewhere(unknown)
                .or(() -> closest(unknown, in(section)))
                .or(() -> closest(unknown, paths().stream().map(KnownKeys::last).toList())
                        .flatMap(KnownKeys::elsewhere));
    }

    private static Optional<String> elsewhere(String name) {
        return paths().stream().filter(path -> last(path).equals(name)).findFirst();
    }

    /** The leaves and, before each, the sections around it. */
    private static Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        for (String leaf : LEAVES) {
            for (int dot = leaf.indexOf('.'); dot > 0; dot = leaf.indexOf('.', dot + 1)) {
                paths.add(leaf.substring(0, dot).replaceFirst("\\[]$", ""));
            }
            paths.add(leaf);
        }
        return paths;
    }

    private static Optional<String> closest(String unknown, Iterable<String> names) {
        int limit = Math.max(2, unknown.length() / 3);
        List<String> best = new ArrayList<>();
        for (String name : names) {
            int distance = EditDistance.between(unknown, name);
            if (distance <= limit && distance < name.length()) {
                if (distance < limit) {
                    best.clear();
                    limit = distance;
                }
                best.add(name);
            }
        }
        return best.stream().findFirst();
    }

    private static String last(String leaf) {
        return leaf.substring(leaf.lastIndexOf('.') + 1);
    }
}
