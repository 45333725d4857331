package io.netvscd.actors.daemon;

import io.netvscd.actors.control.ControlRefused;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.nvsp.NvspVersion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words of {@code netvscd host NIC …}: those of a scenario's {@code host} steps. */
final class HostWords {
    private interface Maker {
        HostCommand make(Map<String, String> values) throws ControlRefused;
    }

    private record Word(Set<String> keys, Maker maker) {
    }

    private static final Map<String, Word> WORDS = new LinkedHashMap<>();

    static {
        plain("offer", new HostCommand.Offer());
        plain("rescind", new HostCommand.Rescind());
        WORDS.put("vf-association", new Word(Set.of("allocated", "serial"), values -> new HostCommand.VfAssociation(
                flag(values, "allocated", "true", "false"), number(values, "serial"))));
        plain("force-synthetic", new HostCommand.ForceSynthetic());
        WORDS.put("link", new Word(Set.of("state"), values ->
                new HostCommand.Link(flag(values, "state", "up", "down"))));
        plain("network-change", new HostCommand.NetworkChange());
        plain("hold-completions", new HostCommand.HoldCompletions());
        plain("release-completions", new HostCommand.ReleaseCompletions());
        plain("drop-completion", new HostCommand.DropCompletion());
        plain("fail-switch", new HostCommand.FailSwitch());
        WORDS.put("limit-version", new Word(Set.of("version"), values ->
                new HostCommand.LimitVersion(version(values))));
        WORDS.put("refuse-oid", new Word(Set.of("oid"), values -> new HostCommand.RefuseOid(oid(values))));
        WORDS.put("limit-mtu", new Word(Set.of("value"), values ->
                new HostCommand.LimitMtu(number(values, "value"))));
        plain("stall", new HostCommand.Stall());
        plain("resume", new HostCommand.Resume());
        plain("silent", new HostCommand.Silent());
        plain("talk", new HostCommand.Talk());
        WORDS.put("raw", new Word(Set.of("hex"), values -> new HostCommand.Raw(hex(values))));
    }

    private HostWords() {
    }

    private static void plain(String word, HostCommand command) {
        WORDS.put(word, new Word(Set.of(), values -> command));
    }

    /** Reads a command and its {@code key=value} words. */
    static HostCommand parse(List<String> words) throws ControlRefused {
        Word word = words.isEmpty() ? null : WORDS.get(words.get(0));
        if (word == null) {
            String what = words.isEmpty() ? "a command is missing" : "unknown command '" + words.get(0) + "'";
            throw ControlRefused.bad("host: " + what + "; there are " + String.join(", ", WORDS.keySet()));
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : words.subList(1, words.size())) {
            String[] parts = pair.split("=", 2);
            if (parts.length != 2 || !word.keys.contains(parts[0])) {
                throw ControlRefused.bad("host " + words.get(0) + ": '" + pair + "' is not understood; "
                        + (word.keys.isEmpty() ? "it takes nothing" : "it takes " + named(word.keys)));
            }
            values.put(parts[0], parts[1]);
        }
        if (!values.keySet().equals(word.keys)) {
            throw ControlRefused.bad("host " + words.get(0) + " needs " + named(word.keys));
        }
        return word.maker.make(values);
    }

    private static String named(Set<String> keys) {
        return String.join("= and ", new TreeSet<>(keys)) + "=";
    }

    private static boolean flag(Map<String, String> values, String key, String yes, String no) throws ControlRefused {
        String value = values.get(key);
        if (!value.equals(yes) && !value.equals(no)) {
            throw ControlRefused.bad("host: " + key + "=" + value + "; it is " + yes + " or " + no);
        }
        return value.equals(yes);
    }

    private static int number(Map<String, String> values, String key) throws ControlRefused {
        String value = values.get(key);
        if (!value.matches("\\d{1,9}")) {
            throw ControlRefused.bad("host: " + key + "=" + value + "; a number is wanted");
        }
        return Integer.parseInt(value);
    }

    private static NvspVersion version(Map<String, String> values) throws ControlRefused {
        return Arrays.stream(NvspVersion.values())
                .filter(version -> version.text().equals(values.get("version")))
                .findFirst()
                .orElseThrow(() -> ControlRefused.bad("host: version=" + values.get("version") + "; there are "
                        + Arrays.stream(NvspVersion.values()).map(NvspVersion::text).toList()));
    }

    private static int oid(Map<String, String> values) throws ControlRefused {
        if (!values.get("oid").matches("[0-9a-fA-F]{1,8}")) {
            throw ControlRefused.bad("host: oid=" + values.get("oid") + "; up to eight hex digits are wanted");
        }
        return Integer.parseUnsignedInt(values.get("oid"), 16);
    }

    private static byte[] hex(Map<String, String> values) throws ControlRefused {
        try {
            return HexFormat.of().parseHex(values.get("hex"));
        } catch (IllegalArgumentException wrong) {
            throw ControlRefused.bad("host: hex=" + values.get("hex") + "; pairs of hex digits are wanted");
        }
    }
}
