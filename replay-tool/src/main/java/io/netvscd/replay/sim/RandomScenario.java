package io.netvscd.replay.sim;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.JournalStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.Position;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.scenario.VfStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws a scenario from a seed: a while in which anything happens, in any order and at any distance, then everything
 * is made well, and in the end the NIC must be on its VF. In a calm one only what is planned happens, and no frame may
 * be lost.
 */
final class RandomScenario {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final MacAddress OTHER_MAC = MacAddress.parse("00:15:5d:0a:00:77");
    private static final String NIC = "eth0";
    private static final long US = 1_000L;
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long[] PAUSES_NS = {
        0, 0, 0, US, 100 * US, MS, 2 * MS, 10 * MS, 50 * MS, 120 * MS, 400 * MS, SECOND, 3 * SECOND, 12 * SECOND
    };
    private static final long[] LATENCIES_NS = {0, 100 * US, MS, 30 * MS};
    private static final long[] TAKEOVER_DELAYS_NS = {0, MS, 100 * MS};

    private final Random random;
    private final long seed;
    private final boolean calm;
    private final List<TimedStep> steps = new ArrayList<>();
    private long atNs;
    private int functions;

    private RandomScenario(long seed) {
        this.seed = seed;
        random = new Random(seed * 0x9e3779b97f4a7c15L);
        calm = random.nextInt(4) == 0;
    }

    /**
     * What was drawn.
     *
     * @param firstMending the line (in {@link Position}) of the first step that mends: those that follow stay when a
     *                     failing scenario is cut down
     */
    record Drawn(Scenario scenario, int firstMending) {
    }

    /** The scenario of a seed, the same always. */
    static Drawn of(long seed) {
        return new RandomScenario(seed).draw();
    }

    private Drawn draw() {
        NicSetup nic = new NicSetup(NIC, MAC, 1500, pick(TAKEOVER_DELAYS_NS), pick(LATENCIES_NS));
        add(host(HostStep.Verb.OFFER));
        if (calm) {
            atNs += SECOND;
            add(admin(AdminStep.Verb.UP));
            atNs += SECOND;
        }
        int events = 4 + random.nextInt(28);
        for (int i = 0; i < events; i++) {
            atNs += pick(PAUSES_NS);
            add(calm ? planned() : anything());
        }
        if (calm) {
            add(host(HostStep.Verb.RELEASE_COMPLETIONS));
            atNs += 20 * SECOND;
            add(expect("lost", "", "0"));
        }
        int firstMending = steps.size() + 1;
        makeWell();
        Scenario scenario = new Scenario("seed " + seed, "replay-tool simulate", List.of(nic), steps);
        return new Drawn(scenario, firstMending);
    }

    private Step planned() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> plug();
            case 2, 3 -> orderlyUnplug();
            case 4 -> association(true);
            case 5 -> association(random.nextBoolean());
            case 6 -> slowAnswer();
            case 7, 8 -> netdev(NetdevStep.Verb.CHANGE);
            default -> send(SendStep.From.MASTER);
        };
    }

    /** The guest lets go long before the kernel's patience ends. */
    private Step orderlyUnplug() {
        if (functions == 0) {
            return plug();
        }
        String name = someName();
        add(new VfStep(VfStep.Verb.UNPLUG, name, MacAddress.ZERO, ""));
        atNs += 2 * SECOND;
        return expect("vf", name, "gone");
    }

    /** The host takes its time for a completion, but not for ever. */
    private Step slowAnswer() {
        add(host(HostStep.Verb.HOLD_COMPLETIONS));
        atNs += 200 * MS;
        add(random.nextBoolean() ? plug() : association(true));
        atNs += 400 * MS;
        return host(HostStep.Verb.RELEASE_COMPLETIONS);
    }

    private Step anything() {
        return switch (random.nextInt(40)) {
            case 0, 1, 2, 3 -> plug();
            case 4, 5 -> vf(VfStep.Verb.UNPLUG);
            case 6 -> vf(VfStep.Verb.YANK);
            case 7, 8, 9 -> association(true);
            case 10 -> association(false);
            case 11 -> host(HostStep.Verb.OFFER);
            case 12 -> host(random.nextBoolean() ? HostStep.Verb.RESCIND : HostStep.Verb.OFFER);
            case 13 -> host(HostStep.Verb.FORCE_SYNTHETIC);
            case 14 -> host(HostStep.Verb.NETWORK_CHANGE);
            case 15 -> host(random.nextBoolean() ? HostStep.Verb.HOLD_COMPLETIONS : HostStep.Verb.RELEASE_COMPLETIONS);
            case 16 -> host(random.nextBoolean() ? HostStep.Verb.DROP_COMPLETION : HostStep.Verb.FAIL_SWITCH);
            case 17 -> host(random.nextBoolean() ? HostStep.Verb.STALL : HostStep.Verb.RESUME);
            case 18 -> host(random.nextBoolean() ? HostStep.Verb.SILENT : HostStep.Verb.TALK);
            case 19 -> raw();
            case 20, 21 -> admin(AdminStep.Verb.UP);
            case 22 -> admin(AdminStep.Verb.values()[random.nextInt(AdminStep.Verb.values().length)]);
            case 23, 24, 25, 26, 27 -> netdev(NetdevStep.Verb.values()[
                    1 + random.nextInt(NetdevStep.Verb.values().length - 1)]);
            case 28 -> new DaemonStep(DaemonStep.Verb.values()[random.nextInt(DaemonStep.Verb.values().length)]);
            case 29 -> new DaemonStep(DaemonStep.Verb.START);
            case 30 -> new JournalStep(random.nextBoolean() ? JournalStep.Verb.FAIL : JournalStep.Verb.OK);
            case 31 -> new HostStep(HostStep.Verb.LINK, false, 0, random.nextBoolean(), "", Bytes.EMPTY);
            case 32, 33 -> send(SendStep.From.SYNTHETIC);
            case 34 -> send(SendStep.From.VF);
            default -> send(SendStep.From.MASTER);
        };
    }

    /** Whatever has happened, it is mended, and a fresh VF comes. */
    private void makeWell() {
        atNs += 20 * SECOND;
        add(new JournalStep(JournalStep.Verb.OK));
        add(host(HostStep.Verb.TALK));
        add(host(HostStep.Verb.RESUME));
        add(host(HostStep.Verb.RELEASE_COMPLETIONS));
        add(new HostStep(HostStep.Verb.LINK, false, 0, true, "", Bytes.EMPTY));
        add(host(HostStep.Verb.OFFER));
        add(new DaemonStep(DaemonStep.Verb.START));
        add(new AdminStep(AdminStep.Verb.MTU, 1500, MacAddress.ZERO, false));
        add(new AdminStep(AdminStep.Verb.MAC, 0, MAC, false));
        add(new AdminStep(AdminStep.Verb.PROMISCUOUS, 0, MacAddress.ZERO, false));
        add(admin(AdminStep.Verb.UP));
        for (int function = 1; function <= functions; function++) {
            add(device(NetdevStep.Verb.UNREGISTER, name(function)));
        }
        atNs += 120 * SECOND;
        add(plug());
        add(association(true));
        if (random.nextBoolean()) {
            atNs += SECOND;
            add(new DaemonStep(DaemonStep.Verb.CRASH));
            add(new DaemonStep(DaemonStep.Verb.START));
        }
        atNs += 600 * SECOND;
        add(expect("datapath", "", "vf", "host-datapath", "", "vf", "channel", "", "open", "admin", "", "up",
                "vf", name(functions), "active", "vf-mtu", name(functions), "1500", "journal", "healthy", "true"));
        add(new AdminStep(AdminStep.Verb.MTU, 1400, MacAddress.ZERO, false));
        atNs += 60 * SECOND;
        add(expect("datapath", "", "vf", "host-datapath", "", "vf", "vf-mtu", name(functions), "1400"));
        add(new SendStep(50, SendStep.From.MASTER, "", 1000));
        add(new SendStep(50, SendStep.From.SYNTHETIC, "", 1000));
        atNs += SECOND;
        add(expect("carried", "vf", "50", "carried", "synthetic", "0", "delivered", "", "50", "lost", "", "0"));
    }

    private Step plug() {
        functions++;
        return new VfStep(VfStep.Verb.PLUG, name(functions), MAC, String.valueOf(functions));
    }

    private Step vf(VfStep.Verb verb) {
        return functions == 0 ? plug() : new VfStep(verb, someName(), MacAddress.ZERO, "");
    }

    private Step association(boolean allocated) {
        return new HostStep(HostStep.Verb.VF_ASSOCIATION, allocated, Math.max(1, functions), false, "", Bytes.EMPTY);
    }

    private static Step host(HostStep.Verb verb) {
        return new HostStep(verb, false, 0, false, "", Bytes.EMPTY);
    }

    /** Nonsense; but a host never lies about its VF (128) or its path (129), which nobody could see through. */
    private Step raw() {
        byte[] octets = new byte[8 * (1 + random.nextInt(5))];
        random.nextBytes(octets);
        boolean known = random.nextBoolean();
        if (known) {
            octets[0] = (byte) (130 + random.nextInt(6));
            octets[1] = 0;
            octets[2] = 0;
            octets[3] = 0;
        }
        return new HostStep(HostStep.Verb.RAW, false, 0, false, "", Bytes.of(octets));
    }

    private Step admin(AdminStep.Verb verb) {
        int[] mtus = {1500, 1400, 9000};
        return new AdminStep(
                verb,
                verb == AdminStep.Verb.MTU ? mtus[random.nextInt(mtus.length)] : 0,
                verb == AdminStep.Verb.MAC ? random.nextBoolean() ? MAC : OTHER_MAC : MacAddress.ZERO,
                verb == AdminStep.Verb.PROMISCUOUS && random.nextBoolean());
    }

    private Step netdev(NetdevStep.Verb verb) {
        return functions == 0 && verb != NetdevStep.Verb.OVERRUN ? plug()
                : device(verb, verb == NetdevStep.Verb.OVERRUN ? "" : someName());
    }

    private Step device(NetdevStep.Verb verb, String name) {
        return new NetdevStep(
                verb,
                name,
                MacAddress.ZERO,
                "",
                verb == NetdevStep.Verb.CARRIER && random.nextBoolean(),
                verb == NetdevStep.Verb.RENAME ? "en" + name : "",
                -1,
                verb == NetdevStep.Verb.MTU,
                verb == NetdevStep.Verb.ADDRESS ? "10.0.0.4/24" : "",
                verb == NetdevStep.Verb.ADDRESS && random.nextBoolean());
    }

    private Step send(SendStep.From from) {
        if (from == SendStep.From.VF && functions == 0) {
            return plug();
        }
        String name = from == SendStep.From.VF ? someName() : "";
        return new SendStep(1 + random.nextInt(120), from, name, 60 + random.nextInt(1300));
    }

    /** Mostly the newest function. */
    private String someName() {
        return name(random.nextInt(3) == 0 ? 1 + random.nextInt(functions) : functions);
    }

    private static String name(int function) {
        return "vf" + function;
    }

    /** Subject, detail and expected value, over and over. */
    private Step expect(String... values) {
        List<Expectation.Value> expected = new ArrayList<>();
        for (int i = 0; i < values.length; i += 3) {
            expected.add(new Expectation.Value(values[i], values[i + 1], values[i + 2], position()));
        }
        return new Expectation(expected);
    }

    private void add(Step step) {
        steps.add(new TimedStep(atNs, NIC, step, position()));
    }

    private Position position() {
        return new Position("seed " + seed, steps.size() + 1);
    }

    private long pick(long[] values) {
        return values[random.nextInt(values.length)];
    }
}
