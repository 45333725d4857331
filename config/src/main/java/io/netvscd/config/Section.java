package io.netvscd.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One braced part of the file; a value that will not do becomes a problem, and its default stands in meanwhile. */
final class Section {
    private final ConfigObject content;
    private final String path;
    private final String pattern;
    private final Problems problems;

    private Section(ConfigObject content, String path, String pattern, Problems problems) {
        this.content = content;
        this.path = path;
        this.pattern = pattern;
        this.problems = problems;
        refuseUnknownKeys();
    }

    static Section root(Config config, Problems problems) {
        return new Section(config.root(), "", "", problems);
    }

    /** The section {@code key}, empty when it is absent or no section. */
    Section section(String key) {
        ConfigObject inner = get(key).flatMap(value -> as(key, value, ConfigValueType.OBJECT, "{ ... }"))
                .map(ConfigObject.class::cast)
                .orElseGet(() -> ConfigFactory.empty().root().withOrigin(content.origin()));
        return new Section(inner, full(key), join(pattern, key), problems);
    }

    /** The sections in the list {@code key}. */
    List<Section> sections(String key) {
        List<Section> inner = new ArrayList<>();
        ConfigList list = get(key).flatMap(value -> as(key, value, ConfigValueType.LIST, "[ { ... }, ... ]"))
                .map(ConfigList.class::cast).orElse(null);
        for (int i = 0; list != null && i < list.size(); i++) {
            String element = full(key) + "[" + i + "]";
            if (list.get(i) instanceof ConfigObject object) {
                inner.add(new Section(object, element, join(pattern, key) + "[]", problems));
            } else {
                problems.add(list.get(i).origin(), element, describe(list.get(i)), "{ ... }");
            }
        }
        return inner;
    }

    boolean has(String key) {
        return get(key).isPresent();
    }

    /** Text (or a number, as it is written), {@code fallback} when absent. */
    String text(String key, String fallback) {
        return get(key).flatMap(value -> plain(key, value, "a text")).orElse(fallback);
    }

    /** The texts (or numbers, as they are written) in the list {@code key}. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        get(key).flatMap(value -> as(key, value, ConfigValueType.LIST, "[ ... ]"))
                .map(ConfigList.class::cast)
                .ifPresent(list -> list.forEach(value -> plain(key, value, "texts or numbers").ifPresent(texts::add)));
        return texts;
    }

    /** Text that must be there; absent or of the wrong type is a problem already. */
    Optional<String> required(String key, String allowed) {
        Optional<ConfigValue> value = get(key);
        if (value.isEmpty()) {
            problems.add(content.origin(), full(key), "nothing", allowed);
        }
        return value.flatMap(found -> plain(key, found, allowed));
    }

    int integer(String key, int fallback, int min, int max) {
        Optional<String> text = get(key).flatMap(value -> plain(key, value, range(min, max)));
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // No whole number: told below, like one out of range.
        }
        refuse(key, range(min, max));
        return fallback;
    }

    Duration duration(String key, Duration fallback, Duration max) {
        if (!has(key)) {
            return fallback;
        }
        try {
            Duration duration = content.toConfig().getDuration(ConfigUtil.joinPath(key));
            if (!duration.isNegative() && duration.compareTo(max) <= 0) {
                return duration;
            }
        } catch (ConfigException e) {
            // Not a duration: told below, like one out of range.
        }
        refuse(key, "a duration from 0 ms to " + max.toMillis() + " ms");
        return fallback;
    }

    /** A number of octets, with or without a unit. */
    long bytes(String key, long fallback, long min, long max) {
        if (!has(key)) {
            return fallback;
        }
        try {
            long bytes = content.toConfig().getBytes(ConfigUtil.joinPath(key));
            if (bytes >= min && bytes <= max) {
                return bytes;
            }
        } catch (ConfigException e) {
            // Not a size: told below, like one out of range.
        }
        refuse(key, "a size from " + (min >> 20) + " MiB to " + (max >> 20) + " MiB");
        return fallback;
    }

    /** One word of an enum, written in lower case. */
    <E extends Enum<E>> E word(String key, E fallback) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
            words.put(wordOf(constant), constant);
        }
        String allowed = String.join(" | ", words.keySet());
        Optional<String> text = get(key).flatMap(value -> plain(key, value, allowed));
        if (text.isPresent() && !words.containsKey(text.get())) {
            refuse(key, allowed);
        }
        return text.map(words::get).orElse(fallback);
    }

    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Says that what stands at {@code key} will not do. */
    void refuse(String key, String allowed) {
        refuse(key, get(key).map(Section::describe).orElse("nothing"), allowed);
    }

    void refuse(String key, String found, String allowed) {
        ConfigOrigin place = get(key).map(ConfigValue::origin).orElse(content.origin());
        problems.add(place, full(key), found, allowed);
    }

    String full(String key) {
        return join(path, key);
    }

    private Optional<ConfigValue> get(String key) {
        return Optional.ofNullable(content.get(key)).filter(value -> value.valueType() != ConfigValueType.NULL);
    }

    private Optional<ConfigValue> as(String key, ConfigValue value, ConfigValueType type, String allowed) {
        if (value.valueType() == type) {
            return Optional.of(value);
        }
        problems.add(value.origin(), full(key), describe(value), allowed);
        return Optional.empty();
    }

    private Optional<String> plain(String key, ConfigValue value, String allowed) {
        if (value.valueType() == ConfigValueType.STRING || value.valueType() == ConfigValueType.NUMBER) {
            return Optional.of(value.unwrapped().toString());
        }
        problems.add(value.origin(), full(key), describe(value), allowed);
        return Optional.empty();
    }

    private void refuseUnknownKeys() {
        for (Map.Entry<String, ConfigValue> entry : content.entrySet()) {
            String key = entry.getKey();
            if (!KnownKeys.in(pattern).contains(key)) {
                problems.add(entry.getValue().origin(), full(key), "an unknown key", "",
                        KnownKeys.nearest(pattern, key).orElse(""));
            }
        }
    }

    private static String describe(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "a section { ... }";
            case LIST -> "a list [ ... ]";
            case STRING -> '"' + value.unwrapped().toString() + '"';
            default -> String.valueOf(value.unwrapped());
        };
    }

    private static String range(int min, int max) {
        return "a whole number from " + min + " to " + max;
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
