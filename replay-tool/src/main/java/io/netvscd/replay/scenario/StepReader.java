package io.netvscd.replay.scenario;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads one element of {@code steps}. */
final class StepReader {
    private static final List<StepGrammar.Key> COMMON = List.of(
            new StepGrammar.Key("at", ValueKind.DURATION, true), new StepGrammar.Key("nic", ValueKind.TEXT, false));
    private static final String SEND = "send";
    private static final String EXPECT = "expect";

    private final StepGrammar grammar = new StepGrammar();
    private final Set<String> subjects = new LinkedHashSet<>(grammar.subjects());
    private final Mistakes mistakes;
    private final Fields fields;
    private final ExpectationReader expectations;

    StepReader(Mistakes mistakes) {
        this.mistakes = mistakes;
        fields = new Fields(mistakes);
        expectations = new ExpectationReader(mistakes, fields);
        subjects.add(SEND);
        subjects.add(EXPECT);
    }

    /** The step, or null where a mistake was noted. */
    TimedStep read(ConfigObject object, Set<String> nics) {
        int mistakesBefore = mistakes.lines().size();
        List<String> here = object.keySet().stream().filter(subjects::contains).sorted().toList();
        if (here.size() != 1) {
            List<String> keys = object.keySet().stream().sorted().toList();
            mistakes.add(object.origin(), "a step has exactly one of " + String.join(", ", subjects) + "; here: "
                    + (here.isEmpty() ? "none, only " + String.join(", ", keys) : String.join(", ", here)));
            return null;
        }
        String subject = here.get(0);
        ConfigValue verb = object.get(subject);
        List<StepGrammar.Key> keys = new ArrayList<>(COMMON);
        Step step = switch (subject) {
            case SEND -> send(object, verb, keys);
            case EXPECT -> expect(object, verb, keys);
            default -> verb(object, subject, verb, keys);
        };
        if (step == null || mistakes.lines().size() != mistakesBefore) {
            return null;
        }
        Values values = new Fields(mistakes).read(subject, object, keys, List.of(subject));
        String nic = nic(object, step, values, nics);
        return nic == null ? null
                : new TimedStep(values.other("at", Long.class, 0L), nic, step, mistakes.at(verb.origin()));
    }

    private Step verb(ConfigObject object, String subject, ConfigValue verb, List<StepGrammar.Key> keys) {
        StepGrammar.Form form = grammar.verbs(subject).get(Fields.text(verb));
        if (form == null) {
            mistakes.notOneOf(verb.origin(), subject, Fields.text(verb), grammar.verbs(subject).keySet());
            return null;
        }
        keys.addAll(form.keys());
        Values values = fields.read(subject + " = " + Fields.text(verb), object, keys, List.of(subject));
        if (values.flag("allocated", false) && !values.has("serial")) {
            mistakes.add(object.origin(), "host = vf-association: 'serial' is missing: it names the VF that is given");
        }
        Step step = form.make().apply(values);
        if (step instanceof DaemonStep daemon && daemon.owner() != null
                && (daemon.owner() == OwnerId.Kind.VF) != values.has("name")) {
            mistakes.add(object.origin(), "daemon = restart: 'name' goes with owner = vf, and with nothing else");
        }
        return step;
    }

    private Step send(ConfigObject object, ConfigValue count, List<StepGrammar.Key> keys) {
        keys.addAll(StepGrammar.sendKeys());
        Values values = fields.read(SEND, object, keys, List.of(SEND));
        SendStep.From from = values.other("from", SendStep.From.class, SendStep.From.MASTER);
        if (from == SendStep.From.VF != values.has("name")) {
            mistakes.add(object.origin(), "send: 'name' goes with from = vf, and with nothing else");
        }
        int[] frames = {0};
        fields.read(SEND, count, ValueKind.FRAMES, value -> frames[0] = (Integer) value);
        return new SendStep(frames[0], from, values.text("name"), values.number("size", 64));
    }

    private Step expect(ConfigObject object, ConfigValue value, List<StepGrammar.Key> keys) {
        fields.read(EXPECT, object, keys, List.of(EXPECT));
        ConfigObject expected = fields.object(EXPECT, value);
        return expected == null ? null : expectations.read(expected);
    }

    /** The NIC of a step: named, or the only one; empty where a step is about none. */
    private String nic(ConfigObject object, Step step, Values values, Set<String> nics) {
        String named = values.text("nic");
        if (!named.isEmpty()) {
            if (!nics.contains(named)) {
                mistakes.notOneOf(object.get("nic").origin(), "nic", named, nics);
                return null;
            }
            return named;
        }
        boolean ofOneNic = step instanceof HostStep || step instanceof AdminStep || step instanceof SendStep send
                && send.from() != SendStep.From.VF || step instanceof Expectation expected && needsNic(expected)
                || step instanceof DaemonStep daemon && daemon.restartsNic();
        if (!ofOneNic || nics.size() == 1) {
            return nics.size() == 1 ? nics.iterator().next() : "";
        }
        mistakes.add(object.origin(), step.words() + ": 'nic' is missing; allowed: " + String.join(", ", nics));
        return null;
    }

    private static boolean needsNic(Expectation expectation) {
        Set<String> ofTheMachine = Set.of("vf", "vf-mtu", "warnings", "journal");
        return expectation.values().stream().anyMatch(value -> !ofTheMachine.contains(value.subject()));
    }
}
