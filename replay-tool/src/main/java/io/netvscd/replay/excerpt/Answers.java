package io.netvscd.replay.excerpt;

import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.whatif.Likeness;
import io.netvscd.replay.whatif.Script;
import java.util.HashMap;
import java.util.Map;

/** Answers of the host that came late or never, as what a host was told beforehand. */
final class Answers {
    /** An answer that takes so many times the usual was held back. */
    private static final long LATE = 5;
    private static final long LATE_BEYOND_NS = 10_000_000;
    /** An answer that could have come only after the end of a life may have been on its way. */
    private static final long ON_ITS_WAY_NS = 50_000_000;

    private final Script script;
    private final StepList steps;
    private final long usualNs;
    /** Where its host says nothing at all: the last question without an answer, by NIC. */
    private final Map<String, Long> silentAtNs = new HashMap<>();
    private final Map<String, Long> lastAnswerNs = new HashMap<>();

    Answers(Script script, StepList steps) {
        this.script = script;
        this.steps = steps;
        usualNs = usualNs(script);
    }

    /** How long the host takes to answer: the median of RNDIS answers, of which every handshake has some. */
    static long usualNs(Script script) {
        long[] delaysNs = script.said().stream()
                .filter(said -> said.arrival().came() && said.input() instanceof ChannelInput.HostRndis && isAnswer(said.input()))
                .mapToLong(said -> said.arrival().delayNs()).sorted().toArray();
        return delaysNs.length == 0 ? 0 : delaysNs[delaysNs.length / 2];
    }

    /** Adds steps for the answers that were asked for from an instant on. */
    void addSince(long fromNs) {
        for (Script.Said said : script.said()) {
            if (said.atNs() >= fromNs && isAnswer(said.input())) {
                add(said);
            }
        }
    }

    private static boolean isAnswer(Input input) {
        return input instanceof ChannelInput.HostCompletion
                || input instanceof ChannelInput.HostRndis rndis && Likeness.isAnswer(rndis.message());
    }

    private static boolean isOfSwitch(Input input) {
        return input instanceof ChannelInput.HostCompletion completion && completion.payload().length() == 0;
    }

    private void add(Script.Said said) {
        String nic = said.to().nic();
        boolean ofSwitch = isOfSwitch(said.input());
        if (said.arrival().came()) {
            talks(nic, said);
            long delayNs = said.arrival().delayNs();
            if (ofSwitch && delayNs > LATE * usualNs + LATE_BEYOND_NS) {
                before(said, HostStep.Verb.HOLD_COMPLETIONS);
                steps.add(said.atNs() + delayNs, StepList.DEED, nic, StepList.host(HostStep.Verb.RELEASE_COMPLETIONS));
            }
            lastAnswerNs.put(nic, said.atNs() + delayNs);
        } else if (livedLongAfter(said)) {
            never(nic, said, ofSwitch);
        }
    }

    private void never(String nic, Script.Said said, boolean ofSwitch) {
        if (silentAtNs.containsKey(nic)) {
            silentAtNs.put(nic, said.atNs());
        } else if (ofSwitch) {
            before(said, HostStep.Verb.DROP_COMPLETION);
            lastAnswerNs.put(nic, said.atNs() + usualNs);
        } else {
            silentAtNs.put(nic, said.atNs());
            before(said, HostStep.Verb.SILENT);
        }
    }

    private void talks(String nic, Script.Said said) {
        Long askedNs = silentAtNs.remove(nic);
        if (askedNs != null) {
            lastAnswerNs.put(nic, askedNs + usualNs);
            before(said, HostStep.Verb.TALK);
        }
    }

    private boolean livedLongAfter(Script.Said said) {
        OwnerId channel = said.to();
        long epoch = -1;
        for (int i = 0; i < script.turns().size(); i++) {
            if (script.atNs(i) <= said.atNs()) {
                epoch = script.turns().get(i).stamp().bootEpoch();
            } else if (script.turns().get(i).owner().equals(channel) && script.turns().get(i).stamp().bootEpoch() == epoch
                    && script.atNs(i) - said.atNs() > ON_ITS_WAY_NS) {
                return true;
            }
        }
        return false;
    }

    /** Before whatever brought the question about, but after the answer before. */
    private void before(Script.Said said, HostStep.Verb verb) {
        long deedNs = steps.lastDeedBefore(said.atNs());
        long answerNs = lastAnswerNs.getOrDefault(said.to().nic(), Long.MIN_VALUE);
        steps.add(Math.min(said.atNs(), Math.max(deedNs, answerNs + StepList.GRAIN_NS)), StepList.FIRST, said.to().nic(), StepList.host(verb));
    }
}
