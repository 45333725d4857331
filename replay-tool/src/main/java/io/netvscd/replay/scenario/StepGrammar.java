package io.netvscd.replay.scenario;

import static io.netvscd.replay.scenario.ValueKind.COUNT;
import static io.netvscd.replay.scenario.ValueKind.FLAG;
import static io.netvscd.replay.scenario.ValueKind.FRAME_BYTES;
import static io.netvscd.replay.scenario.ValueKind.HEX;
import static io.netvscd.replay.scenario.ValueKind.MAC;
import static io.netvscd.replay.scenario.ValueKind.MTU_BYTES;
import static io.netvscd.replay.scenario.ValueKind.PORT;
import static io.netvscd.replay.scenario.ValueKind.STATE;
import static io.netvscd.replay.scenario.ValueKind.SWITCH;
import static io.netvscd.replay.scenario.ValueKind.TEXT;
import static io.netvscd.replay.scenario.ValueKind.VERSION;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The step vocabulary as data: which verbs a subject has, and which keys go with each. */
final class StepGrammar {
    /** A key beside the verb. */
    record Key(String name, ValueKind kind, boolean required) {
    }

    /** One verb of one subject. */
    record Form(List<Key> keys, Function<Values, Step> make) {
    }

    private final Map<String, Map<String, Form>> forms = new LinkedHashMap<>();

    StepGrammar() {
        host();
        pci();
        netdev();
        vf();
        admin();
        daemon();
        input();
        clock();
        for (JournalStep.Verb verb : JournalStep.Verb.values()) {
            form("journal", verb, List.of(), values -> new JournalStep(verb));
        }
    }

    /** The subjects whose value is a verb. */
    Set<String> subjects() {
        return forms.keySet();
    }

    /** A subject's verbs, in the order of the vocabulary. */
    Map<String, Form> verbs(String subject) {
        return forms.get(subject);
    }

    /** What goes with {@code send = N}. */
    static List<Key> sendKeys() {
        return keys(required("from", PORT), optional("size", FRAME_BYTES), optional("name", TEXT));
    }

    private void host() {
        Map<HostStep.Verb, List<Key>> keys = Map.of(
                HostStep.Verb.VF_ASSOCIATION, keys(required("allocated", FLAG), optional("serial", COUNT)),
                HostStep.Verb.LINK, keys(required("state", STATE)),
                HostStep.Verb.LIMIT_VERSION, keys(required("version", VERSION)),
                HostStep.Verb.REFUSE_OID, keys(required("oid", HEX)),
                HostStep.Verb.LIMIT_MTU, keys(required("value", MTU_BYTES)),
                HostStep.Verb.RAW, keys(required("hex", HEX)));
        each("host", HostStep.Verb.values(), keys, (verb, values) -> new HostStep(
                verb,
                values.flag("allocated", false),
                values.number("serial", 0),
                values.flag("state", false),
                values.text("version"),
                values.other(verb == HostStep.Verb.REFUSE_OID ? "oid" : "hex", Bytes.class, Bytes.EMPTY),
                values.number("value", 0)));
    }

    private void pci() {
        List<Key> all = keys(required("name", TEXT), optional("slot", TEXT));
        each("pci", PciStep.Verb.values(), Map.of(PciStep.Verb.ADD, all, PciStep.Verb.REMOVE, all), (verb, values) ->
                new PciStep(verb, values.text("name"), values.text("slot")));
    }

    private void netdev() {
        Map<NetdevStep.Verb, List<Key>> keys = new LinkedHashMap<>();
        for (NetdevStep.Verb verb : NetdevStep.Verb.values()) {
            keys.put(verb, switch (verb) {
                case OVERRUN -> List.of();
                case REGISTER -> named(required("mac", MAC), optional("slot", TEXT), optional("carrier", FLAG));
                case RENAME -> named(required("to", TEXT));
                case CARRIER -> named(required("state", STATE));
                case MTU -> named(optional("value", MTU_BYTES), optional("refuse", FLAG));
                case ADDRESS -> named(required("ip", TEXT), optional("remove", FLAG));
                default -> named();
            });
        }
        each("netdev", NetdevStep.Verb.values(), keys, (verb, values) -> new NetdevStep(
                verb,
                values.text("name"),
                values.mac("mac"),
                values.text("slot"),
                values.flag("carrier", true) && values.flag("state", true),
                values.text("to"),
                values.number("value", -1),
                values.flag("refuse", false),
                values.text("ip"),
                values.flag("remove", false)));
    }

    private void daemon() {
        List<Key> crash = keys(optional("after", ValueKind.COUNT), optional("when", ValueKind.POINT));
        List<Key> restart = keys(required("owner", ValueKind.OWNER), optional("name", TEXT),
                optional("after", ValueKind.COUNT), optional("when", ValueKind.POINT));
        each("daemon", DaemonStep.Verb.values(), Map.of(DaemonStep.Verb.CRASH, crash, DaemonStep.Verb.RESTART, restart),
                (verb, values) -> new DaemonStep(
                        verb,
                        values.number("after", 0),
                        values.other("when", DaemonStep.Point.class, DaemonStep.Point.WRITTEN),
                        values.other("owner", OwnerId.Kind.class, null),
                        values.text("name")));
    }

    private void input() {
        Key of = required("of", ValueKind.INPUT);
        each("input", InputStep.Verb.values(), Map.of(
                InputStep.Verb.DROP, keys(of),
                InputStep.Verb.TWICE, keys(of),
                InputStep.Verb.LATE, keys(of, required("by", ValueKind.DURATION)),
                InputStep.Verb.CLEAR, keys()), (verb, values) ->
                new InputStep(verb, values.text("of"), values.other("by", Long.class, 0L)));
    }

    private void clock() {
        List<Key> by = keys(required("by", ValueKind.DURATION));
        each("clock", ClockStep.Verb.values(), Map.of(ClockStep.Verb.FORWARD, by, ClockStep.Verb.BACK, by),
                (verb, values) -> new ClockStep(verb, values.other("by", Long.class, 0L)));
    }

    private void vf() {
        each("vf", VfStep.Verb.values(), Map.of(
                VfStep.Verb.PLUG, named(required("mac", MAC), optional("slot", TEXT)),
                VfStep.Verb.UNPLUG, named(),
                VfStep.Verb.YANK, named()), (verb, values) ->
                new VfStep(verb, values.text("name"), values.mac("mac"), values.text("slot")));
    }

    private void admin() {
        Map<AdminStep.Verb, List<Key>> keys = Map.of(
                AdminStep.Verb.MTU, keys(required("value", MTU_BYTES)),
                AdminStep.Verb.MAC, keys(required("value", MAC)),
                AdminStep.Verb.PROMISCUOUS, keys(required("state", SWITCH)));
        each("admin", AdminStep.Verb.values(), keys, (verb, values) -> new AdminStep(
                verb,
                verb == AdminStep.Verb.MTU ? values.number("value", 0) : 0,
                verb == AdminStep.Verb.MAC ? values.mac("value") : MacAddress.ZERO,
                values.flag("state", false)));
    }

    private <V extends Enum<V>> void each(
            String subject, V[] verbs, Map<V, List<Key>> keys, BiFunction<V, Values, Step> make) {
        for (V verb : verbs) {
            form(subject, verb, keys.getOrDefault(verb, List.of()), values -> make.apply(verb, values));
        }
    }

    private void form(String subject, Enum<?> verb, List<Key> keys, Function<Values, Step> make) {
        forms.computeIfAbsent(subject, name -> new LinkedHashMap<>()).put(Step.word(verb), new Form(keys, make));
    }

    private static List<Key> named(Key... others) {
        List<Key> all = new ArrayList<>();
        all.add(required("name", TEXT));
        all.addAll(List.of(others));
        return List.copyOf(all);
    }

    private static List<Key> keys(Key... keys) {
        return List.of(keys);
    }

    private static Key required(String name, ValueKind kind) {
        return new Key(name, kind, true);
    }

    private static Key optional(String name, ValueKind kind) {
        return new Key(name, kind, false);
    }
}
