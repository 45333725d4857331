package io.netvscd.replay.excerpt;

import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.scenario.Conditions;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.whatif.Lesson;
import io.netvscd.replay.whatif.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes a scenario of a part of a record. */
public final class Excerpt {
    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_US = 1_000;
    /** Beyond it a scenario would take longer than the incident. */
    private static final long FRAMES_MAX = 1000;
    /** So long without a turn, and what owners are is expected: no answer is still on its way, however slow it was in the record. */
    private static final long SETTLED_NS = 500_000_000;

    private final Span span;
    private final Script script;
    private final Owners owners;
    private final StepList steps = new StepList();
    private final Deeds deeds;
    private final Frames frames;
    private final Map<String, Expectation> expectedLast = new HashMap<>();

    private Excerpt(List<TransitionRecord> turns, Function<OwnerId.Kind, Machine<?>> machines, Span span) {
        this.span = span;
        List<TransitionRecord> before = turns.subList(0, span.learnFrom());
        script = Lesson.learn(turns.subList(span.learnFrom(), span.end()), knowing(before, machines));
        owners = knowing(before, machines);
        deeds = new Deeds(script, steps);
        frames = new Frames(steps, deeds.scene(), FRAMES_MAX);
    }

    /**
     * Makes one.
     *
     * @param turns  all that lead to the part and are in it
     * @param name   of the scenario
     * @param source where it comes from
     */
    public static Scenario of(
            List<TransitionRecord> turns, Function<OwnerId.Kind, Machine<?>> machines, Span span, String name, String source) {
        return new Excerpt(turns, machines, span).scenario(name, source);
    }

    private static Owners knowing(List<TransitionRecord> turns, Function<OwnerId.Kind, Machine<?>> machines) {
        Owners owners = new Owners(machines);
        turns.forEach(turn -> owners.of(turn.owner()).apply(turn.events()));
        return owners;
    }

    private Scenario scenario(String name, String source) {
        int first = span.first() - span.learnFrom();
        long beginNs = script.atNs(first);
        for (int i = 0; i < script.turns().size(); i++) {
            if (span.opens() && i == first) {
                Opening.add(deeds.scene(), beginNs, steps);
                expect(beginNs - Span.REST_NS / 2);
            }
            take(i, i >= first);
        }
        long shiftNs = span.opens() ? Opening.LASTS_NS - beginNs : -beginNs;
        new Answers(script, steps).addSince(beginNs);
        long kernelNs = script.typicalSettingNs() / NS_PER_US * NS_PER_US;
        return new Scenario(name, source, new Conditions(0, 0, kernelNs),
                deeds.scene().nics().stream().map(nic -> setup(nic.facts())).toList(), steps.shifted(shiftNs));
    }

    private void take(int index, boolean tell) {
        TransitionRecord turn = script.turns().get(index);
        if (turn.input() instanceof MasterInput.MasterStarted started && !started.again()) {
            frames.begin(turn.owner().nic(), script.atNs(index));
        }
        deeds.take(index, tell);
        owners.of(turn.owner()).apply(turn.events());
        if (deeds.scene().nic(turn.owner().nic()) != null) {
            frames.accept(turn, script.atNs(index), tell);
        }
        boolean last = index + 1 == script.turns().size();
        long restNs = last ? 0 : script.atNs(index + 1) - script.atNs(index);
        boolean lives = last || script.turns().get(index + 1).stamp().bootEpoch() == turn.stamp().bootEpoch();
        if (tell && lives && deeds.daemonRuns() && (last || restNs >= SETTLED_NS)) {
            expect(script.atNs(index) + Math.min(restNs, SETTLED_NS) / 2);
        }
    }

    /** Everything has settled: whatever is not as it was the last time is expected. */
    private void expect(long atNs) {
        for (Scene.Nic nic : deeds.scene().nics()) {
            Expectation now = new Outcome(owners, deeds.scene()).of(nic, frames.carried(nic.facts().nic()));
            if (!now.equals(expectedLast.put(nic.facts().nic(), now))) {
                steps.add(atNs, StepList.LAST, nic.facts().nic(), now);
                frames.expected(nic.facts().nic(), atNs);
            }
        }
    }

    private NicSetup setup(NicFacts facts) {
        long hostNs = Answers.usualNs(script) / NS_PER_US * NS_PER_US;
        return new NicSetup(facts.nic(), facts.permanentMac(), facts.mtu(), facts.takeoverDelayMs() * NS_PER_MS, hostNs);
    }
}
