package io.netvscd.replay.seeds;

import io.netvscd.datapath.MacAddress;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.Position;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario while it is written: its steps, the time they have come to, and the functions that were plugged. */
final class Script {
    static final long US = 1_000L;
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    private final long seed;
    private final Dice dice;
    private final List<NicSetup> nics;
    private final List<TimedStep> steps = new ArrayList<>();
    /** The NIC that each function was plugged for. */
    private final Map<String, NicSetup> functions = new LinkedHashMap<>();
    private boolean hostLimited;
    private long atNs;

    Script(long seed, Dice dice, List<NicSetup> nics) {
        this.seed = seed;
        this.dice = dice;
        this.nics = nics;
    }

    Dice dice() {
        return dice;
    }

    List<NicSetup> nics() {
        return nics;
    }

    /** One of the NICs. */
    NicSetup nic() {
        return dice.one(nics);
    }

    /** Time passes. */
    void pass(long ns) {
        atNs += ns;
    }

    /** Something happens to a NIC, or because of one. */
    void add(NicSetup nic, Step step) {
        steps.add(new TimedStep(atNs, nic.name(), step, position()));
    }

    /** Something happens to the machine. */
    void add(Step step) {
        add(nics.get(0), step);
    }

    /** A function with the NIC's address appears; returns its name. */
    String plug(NicSetup nic, String slot) {
        String name = nextName();
        add(nic, Steps.plug(name, nic.mac(), slot));
        functions.put(name, nic);
        return name;
    }

    /** A fresh name for a function of this NIC, to be made by other steps. */
    String name(NicSetup nic) {
        String name = nextName();
        functions.put(name, nic);
        return name;
    }

    /** The name of a function that was plugged, mostly a late one; empty where none was. */
    String function() {
        List<String> names = new ArrayList<>(functions.keySet());
        if (names.isEmpty()) {
            return "";
        }
        return dice.oneIn(3) ? dice.one(names) : names.get(names.size() - 1 - dice.below(Math.min(names.size(), nics.size())));
    }

    /** The NIC that a function was plugged for. */
    NicSetup nicOf(String function) {
        return functions.get(function);
    }

    /** All functions so far. */
    List<String> functions() {
        return List.copyOf(functions.keySet());
    }

    /** The number of the next function: a serial number that no other has. */
    int nextNumber() {
        return functions.size() + 1;
    }

    /** The slot of the next function: mostly a new one, else one that another has or had. */
    String slot() {
        return String.valueOf(dice.oneIn(3) ? dice.between(1, nextNumber()) : nextNumber());
    }

    /** What was agreed on with the host holds until the channel is opened anew. */
    void limitHost() {
        hostLimited = true;
    }

    /** Whether a channel may be one that the host was limited on. */
    boolean hostLimited() {
        return hostLimited;
    }

    /** Subject, detail and expected value, over and over. */
    void expect(NicSetup nic, String... values) {
        List<Expectation.Value> expected = new ArrayList<>();
        for (int i = 0; i < values.length; i += 3) {
            expected.add(new Expectation.Value(values[i], values[i + 1], values[i + 2], position()));
        }
        add(nic, new Expectation(expected));
    }

    List<TimedStep> steps() {
        return steps;
    }

    /** An address of no NIC. */
    MacAddress strange() {
        return new MacAddress(0x02_00_00_00_00_70L + dice.below(4));
    }

    private String nextName() {
        return "vf" + nextNumber();
    }

    private Position position() {
        return new Position("seed " + seed, steps.size() + 1);
    }
}
