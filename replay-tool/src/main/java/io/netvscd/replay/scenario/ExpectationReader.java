package io.netvscd.replay.scenario;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code expect { ... }}. */
final class ExpectationReader {
    private static final String NUMBER = "a number";

    /** How the value of a subject is written: its words, or a predicate over any. */
    private record Shape(Set<String> details, boolean anyDetail, String allowed, Predicate<String> fits) {
        static Shape words(String... words) {
            return new Shape(Set.of(), false, String.join(", ", words), List.of(words)::contains);
        }

        static Shape number() {
            return new Shape(Set.of(), false, NUMBER, text -> text.matches("\\d+"));
        }

        Shape each() {
            return new Shape(Set.of(), true, allowed, fits);
        }

        Shape of(String... parts) {
            return new Shape(Set.of(parts), false, allowed, fits);
        }
    }

    private static final Map<String, Shape> SHAPES = new LinkedHashMap<>();

    static {
        SHAPES.put("datapath", Shape.words("synthetic", "switching-to-vf", "vf", "switching-to-synthetic", "none"));
        SHAPES.put("host-datapath", Shape.words("synthetic", "vf"));
        SHAPES.put("admin", Shape.words("up", "down"));
        SHAPES.put("channel", Shape.words("closed", "negotiating", "open", "rescinded", "failed", "none"));
        SHAPES.put("vf", Shape.words("none", "present", "joined", "standby", "active", "departing", "gone").each());
        SHAPES.put("vf-mtu", Shape.number().each());
        SHAPES.put("switches", Shape.number().of("to-vf", "to-synthetic"));
        SHAPES.put("carried", Shape.number().of("vf", "synthetic"));
        SHAPES.put("delivered", Shape.number());
        SHAPES.put("lost", Shape.number());
        SHAPES.put("warnings", new Shape(Set.of(), true, "a list of words [a, b]", text -> true));
        SHAPES.put("journal", new Shape(Set.of("healthy", "gaps"), false, "healthy = true or false, gaps = a number",
                text -> text.matches("true|false|\\d+")));
    }

    private final Mistakes mistakes;
    private final Fields fields;

    ExpectationReader(Mistakes mistakes, Fields fields) {
        this.mistakes = mistakes;
        this.fields = fields;
    }

    Expectation read(ConfigObject object) {
        List<Expectation.Value> values = new ArrayList<>();
        object.forEach((subject, value) -> {
            Shape shape = SHAPES.get(subject);
            if (shape == null) {
                mistakes.unknown(value.origin(), "expect", subject, SHAPES.keySet());
            } else if (shape.anyDetail || !shape.details.isEmpty()) {
                details(subject, value, shape, values);
            } else {
                add(subject, "", value, shape, values);
            }
        });
        if (object.isEmpty()) {
            mistakes.add(object.origin(), "expect: empty; allowed: any of " + String.join(", ", SHAPES.keySet()));
        }
        values.sort(Comparator.comparingInt((Expectation.Value value) -> value.at().line())
                .thenComparingInt(value -> List.copyOf(SHAPES.keySet()).indexOf(value.subject()))
                .thenComparing(Expectation.Value::detail));
        return new Expectation(values);
    }

    private void details(String subject, ConfigValue value, Shape shape, List<Expectation.Value> values) {
        ConfigObject parts = fields.object(subject, value);
        if (parts == null) {
            return;
        }
        parts.forEach((detail, part) -> {
            if (!shape.anyDetail && !shape.details.contains(detail)) {
                mistakes.unknown(part.origin(), subject, detail, shape.details.stream().sorted().toList());
            } else {
                add(subject, detail, part, shape, values);
            }
        });
    }

    private void add(String subject, String detail, ConfigValue value, Shape shape, List<Expectation.Value> values) {
        String text = value instanceof ConfigList list ? Fields.sortedList(list) : Fields.text(value);
        boolean listWanted = "warnings".equals(subject);
        if (listWanted != value instanceof ConfigList || !shape.fits.test(text)) {
            String path = detail.isEmpty() ? subject : subject + '.' + detail;
            mistakes.add(value.origin(), path + " = '" + text + "'; allowed: " + shape.allowed);
        } else {
            values.add(new Expectation.Value(subject, detail, text, mistakes.at(value.origin())));
        }
    }
}
