package io.netvscd.replay.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A scenario as the text of a file that reads as the same scenario. */
public final class ScenarioText {
    private ScenarioText() {
    }

    /** The whole file. */
    public static String of(Scenario scenario) {
        StringBuilder text = new StringBuilder();
        text.append("name = ").append(quoted(scenario.name())).append('\n');
        text.append("source = ").append(quoted(scenario.source())).append('\n');
        conditions(scenario.conditions(), text);
        text.append("nics = [\n");
        for (NicSetup nic : scenario.nics()) {
            text.append("  { name = ").append(quoted(nic.name())).append(", mac = \"").append(nic.mac())
                    .append("\", mtu = ").append(nic.mtu()).append(", takeover-delay = ")
                    .append(duration(nic.takeoverDelayNs())).append(", host-latency = ").append(duration(nic.hostLatencyNs()))
                    .append(" }\n");
        }
        text.append("]\nsteps = [\n");
        scenario.steps().forEach(step -> text.append("  ").append(line(step)).append('\n'));
        return text.append("]\n").toString();
    }

    private static void conditions(Conditions conditions, StringBuilder text) {
        if (conditions.schedule() != 0) {
            text.append("schedule = ").append(conditions.schedule()).append('\n');
        }
        if (conditions.journalLatencyNs() != 0) {
            text.append("journal-latency = ").append(duration(conditions.journalLatencyNs())).append('\n');
        }
        if (conditions.kernelLatencyNs() != 0) {
            text.append("kernel-latency = ").append(duration(conditions.kernelLatencyNs())).append('\n');
        }
    }

    private static String line(TimedStep timed) {
        List<String> parts = new ArrayList<>();
        parts.add("at = " + duration(timed.atNs()));
        if (!timed.nic().isEmpty()) {
            parts.add("nic = " + quoted(timed.nic()));
        }
        parts.addAll(words(timed.step()));
        return "{ " + String.join(", ", parts) + " }";
    }

    private static String duration(long ns) {
        if (ns % 1_000_000 == 0) {
            return ns / 1_000_000 + " ms";
        }
        return ns % 1_000 == 0 ? ns / 1_000 + " us" : ns + " ns";
    }

    private static List<String> words(Step step) {
        List<String> parts = new ArrayList<>();
        if (step instanceof Expectation expectation) {
            parts.add(expect(expectation));
            return parts;
        }
        parts.add(step.words());
        if (step instanceof HostStep host) {
            host(host, parts);
        } else if (step instanceof PciStep pci) {
            parts.add("name = " + quoted(pci.name()));
            optional(parts, "slot", pci.slot());
        } else if (step instanceof NetdevStep netdev) {
            netdev(netdev, parts);
        } else if (step instanceof VfStep vf) {
            parts.add("name = " + quoted(vf.name()));
            if (vf.verb() == VfStep.Verb.PLUG) {
                parts.add("mac = \"" + vf.mac() + '"');
                optional(parts, "slot", vf.slot());
            }
        } else if (step instanceof AdminStep admin) {
            admin(admin, parts);
        } else if (step instanceof DaemonStep daemon) {
            daemon(daemon, parts);
        } else if (step instanceof InputStep input) {
            optional(parts, "of", input.of());
            if (input.verb() == InputStep.Verb.LATE) {
                parts.add("by = " + duration(input.byNs()));
            }
        } else if (step instanceof ClockStep clock) {
            parts.add("by = " + duration(clock.byNs()));
        } else if (step instanceof SendStep send) {
            parts.add("from = " + send.from().name().toLowerCase(Locale.ROOT));
            optional(parts, "name", send.name());
            parts.add("size = " + send.sizeBytes());
        }
        return parts;
    }

    private static void host(HostStep host, List<String> parts) {
        switch (host.verb()) {
            case VF_ASSOCIATION -> {
                parts.add("allocated = " + host.allocated());
                parts.add("serial = " + host.serial());
            }
            case LINK -> parts.add("state = " + state(host.linkUp()));
            case LIMIT_VERSION -> parts.add("version = " + quoted(host.version()));
            case LIMIT_MTU -> parts.add("value = " + host.mtu());
            case RAW -> parts.add("hex = " + quoted(host.payload().toString()));
            case REFUSE_OID -> parts.add("oid = " + quoted(host.payload().toString()));
            default -> { }
        }
    }

    private static void netdev(NetdevStep netdev, List<String> parts) {
        optional(parts, "name", netdev.name());
        switch (netdev.verb()) {
            case REGISTER -> {
                parts.add("mac = \"" + netdev.mac() + '"');
                optional(parts, "slot", netdev.slot());
                parts.add("carrier = " + netdev.up());
            }
            case RENAME -> parts.add("to = " + quoted(netdev.newName()));
            case CARRIER -> parts.add("state = " + state(netdev.up()));
            case MTU -> {
                optional(parts, "value", netdev.mtu() < 0 ? "" : String.valueOf(netdev.mtu()));
                parts.add("refuse = " + netdev.refuse());
            }
            case ADDRESS -> {
                parts.add("ip = " + quoted(netdev.ip()));
                parts.add("remove = " + netdev.remove());
            }
            default -> { }
        }
    }

    private static void daemon(DaemonStep daemon, List<String> parts) {
        if (daemon.owner() != null) {
            parts.add("owner = " + daemon.owner().word());
            optional(parts, "name", daemon.name());
        }
        if (daemon.afterTurns() > 0) {
            parts.add("after = " + daemon.afterTurns());
            parts.add("when = " + Step.word(daemon.when()));
        }
    }

    private static void admin(AdminStep admin, List<String> parts) {
        switch (admin.verb()) {
            case MTU -> parts.add("value = " + admin.mtu());
            case MAC -> parts.add("value = \"" + admin.mac() + '"');
            case PROMISCUOUS -> parts.add("state = " + (admin.on() ? "on" : "off"));
            default -> { }
        }
    }

    private static String expect(Expectation expectation) {
        Map<String, List<String>> bySubject = new LinkedHashMap<>();
        for (Expectation.Value value : expectation.values()) {
            String expected = value.expected().startsWith("[") ? list(value.expected()) : value.expected();
            bySubject.computeIfAbsent(value.subject(), subject -> new ArrayList<>())
                    .add(value.detail().isEmpty() ? expected : quoted(value.detail()) + " = " + expected);
        }
        List<String> parts = new ArrayList<>();
        bySubject.forEach((subject, values) -> parts.add(values.size() == 1 && !values.get(0).contains(" = ")
                ? subject + " = " + values.get(0) : subject + " { " + String.join(", ", values) + " }"));
        return "expect { " + String.join(", ", parts) + " }";
    }

    /** The elements of {@code [a, b]}, each in quotes. */
    private static String list(String text) {
        String inside = text.substring(1, text.length() - 1);
        return inside.isEmpty() ? "[]" : "[\"" + inside.replace(", ", "\", \"") + "\"]";
    }

    private static void optional(List<String> parts, String key, String value) {
        if (!value.isEmpty()) {
            parts.add(key + " = " + quoted(value));
        }
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9]*|0|[1-9][0-9]{0,8}")
                ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String state(boolean up) {
        return up ? "up" : "down";
    }
}
