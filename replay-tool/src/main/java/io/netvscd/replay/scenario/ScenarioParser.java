package io.netvscd.replay.scenario;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import io.netvscd.datapath.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a scenario file whole, or says everything that is wrong with it. */
public final class ScenarioParser {
    private static final List<String> TOP = List.of("name", "source", "nic", "nics", "steps");
    private static final List<StepGrammar.Key> CONDITION_KEYS = List.of(
            new StepGrammar.Key("schedule", ValueKind.COUNT, false),
            new StepGrammar.Key("journal-latency", ValueKind.DURATION, false),
            new StepGrammar.Key("kernel-latency", ValueKind.DURATION, false));
    private static final List<StepGrammar.Key> NIC_KEYS = List.of(
            new StepGrammar.Key("name", ValueKind.TEXT, true),
            new StepGrammar.Key("mac", ValueKind.MAC, true),
            new StepGrammar.Key("mtu", ValueKind.MTU_BYTES, false),
            new StepGrammar.Key("takeover-delay", ValueKind.DURATION, false),
            new StepGrammar.Key("host-latency", ValueKind.DURATION, false));
    private static final long MS = 1_000_000L;

    private final Mistakes mistakes;
    private final Fields fields;
    private final String file;

    private ScenarioParser(String file) {
        this.file = file;
        mistakes = new Mistakes(file);
        fields = new Fields(mistakes);
    }

    /** Reads a file. */
    public static Scenario parse(Path path) throws ScenarioFileException {
        String text;
        try {
            text = Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new ScenarioFileException(List.of(path + ": there is no such file"));
        } catch (IOException e) {
            throw new ScenarioFileException(List.of(path + ": cannot be read as text: " + e.getMessage()));
        }
        return parse(path.toString(), text);
    }

    /**
     * Reads a text.
     *
     * @param file what the text is called in messages
     */
    public static Scenario parse(String file, String text) throws ScenarioFileException {
        return new ScenarioParser(file).read(text);
    }

    /**
     * Reads one step without its instant: {@code host = force-synthetic}.
     *
     * @param what the text is called in messages
     * @param nics that it can be about; it names one where there are several
     */
    public static TimedStep step(String what, String text, Set<String> nics) throws ScenarioFileException {
        ScenarioParser parser = new ScenarioParser(what);
        ConfigObject object = parser.object("at = 0 ms\n" + text);
        TimedStep step = new StepReader(parser.mistakes).read(object, nics);
        if (step == null || !parser.mistakes.lines().isEmpty()) {
            throw new ScenarioFileException(parser.mistakes.lines());
        }
        return step;
    }

    private ConfigObject object(String text) throws ScenarioFileException {
        try {
            return ConfigFactory.parseString(text, ConfigParseOptions.defaults()
                    .setSyntax(ConfigSyntax.CONF).setOriginDescription(file)).resolve().root();
        } catch (ConfigException e) {
            throw new ScenarioFileException(List.of(e.getMessage()));
        }
    }

    private Scenario read(String text) throws ScenarioFileException {
        ConfigObject root = object(text);
        Conditions conditions = conditions(fields.read("a scenario", root, CONDITION_KEYS, TOP));
        List<NicSetup> nics = nics(root);
        Set<String> names = new LinkedHashSet<>();
        nics.forEach(nic -> names.add(nic.name()));
        List<TimedStep> steps = steps(root, names);
        String name = topText(root, "name");
        String source = topText(root, "source");
        List<String> lines = mistakes.lines();
        if (!lines.isEmpty()) {
            throw new ScenarioFileException(lines);
        }
        return new Scenario(name, source, conditions, nics, steps);
    }

    private static Conditions conditions(Values values) {
        return new Conditions(values.number("schedule", 0), values.other("journal-latency", Long.class, 0L),
                values.other("kernel-latency", Long.class, 0L));
    }

    private String topText(ConfigObject root, String key) {
        ConfigValue value = root.get(key);
        if (value == null) {
            mistakes.add(ConfigOriginFactory.newSimple(file), "'" + key + "' is missing: a text in quotes");
            return "";
        }
        return Fields.text(value);
    }

    private List<NicSetup> nics(ConfigObject root) {
        ConfigValue one = root.get("nic");
        ConfigValue many = root.get("nics");
        List<NicSetup> nics = new ArrayList<>();
        if (one == null == (many == null)) {
            mistakes.add(ConfigOriginFactory.newSimple(file), "a scenario has either nic { ... } or nics = [ ... ]");
        } else if (one != null) {
            ConfigObject object = fields.object("nic", one);
            if (object != null) {
                nics.add(nic(object));
            }
        } else {
            fields.objects("nics", many).forEach(object -> nics.add(nic(object)));
            if (nics.isEmpty()) {
                mistakes.add(many.origin(), "nics: at least one NIC is needed");
            }
        }
        return nics;
    }

    private NicSetup nic(ConfigObject object) {
        Values values = fields.read("nic", object, NIC_KEYS, List.of());
        return new NicSetup(
                values.text("name"),
                values.other("mac", MacAddress.class, MacAddress.ZERO),
                values.number("mtu", 1500),
                values.other("takeover-delay", Long.class, 100 * MS),
                values.other("host-latency", Long.class, MS));
    }

    private List<TimedStep> steps(ConfigObject root, Set<String> nics) {
        List<TimedStep> steps = new ArrayList<>();
        ConfigValue list = root.get("steps");
        if (list == null) {
            mistakes.add(ConfigOriginFactory.newSimple(file), "'steps' is missing: a list [ { at = 0 ms, ... }, ... ]");
            return steps;
        }
        StepReader reader = new StepReader(mistakes);
        for (ConfigObject object : fields.objects("steps", list)) {
            TimedStep step = reader.read(object, nics);
            if (step != null) {
                steps.add(step);
            }
        }
        steps.sort(Comparator.comparingLong(TimedStep::atNs));
        return steps;
    }
}
