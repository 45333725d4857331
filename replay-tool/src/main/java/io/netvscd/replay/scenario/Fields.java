package io.netvscd.replay.scenario;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the keys of one HOCON object by their rules, noting what is wrong instead of throwing. */
final class Fields {
    private final Mistakes mistakes;

    Fields(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /**
     * The values of those keys that could be read.
     *
     * @param what   the object in words, for messages
     * @param others keys that are known too and read elsewhere
     */
    Values read(String what, ConfigObject object, List<StepGrammar.Key> keys, List<String> others) {
        Set<String> known = new LinkedHashSet<>(others);
        keys.forEach(key -> known.add(key.name()));
        object.forEach((name, value) -> {
            if (!known.contains(name)) {
                mistakes.unknown(value.origin(), what, name, known);
            }
        });
        Map<String, Object> values = new HashMap<>();
        for (StepGrammar.Key key : keys) {
            ConfigValue value = object.get(key.name());
            if (value == null && key.required()) {
                mistakes.add(object.origin(), what + ": '" + key.name() + "' is missing: " + key.kind().allowed());
            } else if (value != null) {
                read(key.name(), value, key.kind(), read -> values.put(key.name(), read));
            }
        }
        return new Values(values);
    }

    /** Reads one value, noting a mistake where it is not of this kind. */
    void read(String name, ConfigValue value, ValueKind kind, Consumer<Object> use) {
        String text = text(value);
        try {
            use.accept(kind.read(text));
        } catch (IllegalArgumentException e) {
            mistakes.add(value.origin(), name + " = '" + text + "'; allowed: " + kind.allowed());
        }
    }

    /** A scalar as it stands in the file; an object or list in HOCON's own form. */
    static String text(ConfigValue value) {
        if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
            return value.render(ConfigRenderOptions.concise());
        }
        return String.valueOf(value.unwrapped()).trim();
    }

    /** A list of words as {@code [a, b]}, sorted. */
    static String sortedList(ConfigList list) {
        return list.stream().map(Fields::text).sorted().collect(Collectors.joining(", ", "[", "]"));
    }

    /** The value as an object, or a mistake and null. */
    ConfigObject object(String what, ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return object;
        }
        mistakes.add(value.origin(), what + " = '" + text(value) + "'; allowed: an object { key = value, ... }");
        return null;
    }

    /** The objects of a list, with a mistake for each element that is none. */
    List<ConfigObject> objects(String what, ConfigValue value) {
        List<ConfigObject> objects = new ArrayList<>();
        if (value instanceof ConfigList list) {
            for (ConfigValue element : list) {
                ConfigObject object = object("an element of " + what, element);
                if (object != null) {
                    objects.add(object);
                }
            }
        } else {
            mistakes.add(value.origin(), what + " = '" + text(value) + "'; allowed: a list [ {...}, {...} ]");
        }
        return objects;
    }
}
