package io.netvscd.replay.scenario;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the value of a key is written, and how it is read. */
enum ValueKind {
    DURATION("a duration (100 ms, 2 s, 500 us; a number alone is in ms)", ValueKind::duration),
    TEXT("a word", text -> {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }),
    MAC("a MAC address (\"00:15:5d:0a:00:01\", in quotes)", MacAddress::parse),
    FLAG("true or false", text -> choose(text, Map.of("true", true, "false", false))),
    STATE("up or down", text -> choose(text, Map.of("up", true, "down", false))),
    SWITCH("on or off", text -> choose(text, Map.of("on", true, "off", false, "true", true, "false", false))),
    COUNT("a number from 0 to 2147483647", text -> number(text, 0, Integer.MAX_VALUE)),
    FRAMES("a number of frames from 1 to 10000000", text -> number(text, 1, 10_000_000)),
    FRAME_BYTES("a frame size from 60 to 65535 octets", text -> number(text, 60, 65_535)),
    MTU_BYTES("an MTU from 68 to 65521", text -> number(text, 68, 65_521)),
    VERSION("an NVSP version: 1.0, 2.0, 4.0, 5.0, 6.0 or 6.1, in quotes", text ->
            NvspVersion.parse(text.contains(".") ? text : text + ".0").text()),
    HEX("pairs of hex digits (\"8100000000000000\")", Bytes::parse),
    INPUT(String.join(", ", InputStep.KINDS), text -> choose(text, InputStep.KINDS)),
    POINT("decided, written or acting", text -> DaemonStep.Point.valueOf(text.toUpperCase(Locale.ROOT))),
    OWNER("pci, master, channel or vf", text -> Arrays.stream(OwnerId.Kind.values())
            .filter(kind -> kind.word().equals(text)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no owner"))),
    PORT("master, vf or synthetic", text -> SendStep.From.valueOf(text.toUpperCase(Locale.ROOT)));

    private static final Pattern DURATION_TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|min|h)?");
    private static final Map<String, Long> UNIT_NS = Map.of(
            "ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L,
            "m", 60_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L);

    private final String allowed;
    private final Function<String, Object> read;

    ValueKind(String allowed, Function<String, Object> read) {
        this.allowed = allowed;
        this.read = read;
    }

    /** What may be written, in words. */
    String allowed() {
        return allowed;
    }

    /** The value; throws {@link IllegalArgumentException} where it is not one. */
    Object read(String text) {
        return read.apply(text);
    }

    private static Object duration(String text) {
        Matcher matcher = DURATION_TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration");
        }
        String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
        return Math.round(Double.parseDouble(matcher.group(1)) * UNIT_NS.get(unit));
    }

    private static <T> T choose(String text, Map<String, T> choices) {
        T chosen = choices.get(text);
        if (chosen == null) {
            throw new IllegalArgumentException("not one of " + choices.keySet());
        }
        return chosen;
    }

    private static String choose(String text, List<String> choices) {
        if (!choices.contains(text)) {
            throw new IllegalArgumentException("not one of " + choices);
        }
        return text;
    }

    private static Object number(String text, int min, int max) {
        int value = Integer.parseInt(text);
        if (value < min || value > max) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
