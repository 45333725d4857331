package io.netvscd.replay.cli;

import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.timeline.Tick;
import io.netvscd.replay.whatif.Change;
import io.netvscd.replay.whatif.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code what-if PATH CHANGE}. */
@Command(
        name = "what-if",
        description = {
            "Runs history again from what came from outside alone, on virtual time, with one thing changed: where does it part, and what "
                + "does that do to loss and to the time on each path?",
            "Exit code 0: done; 1: even unchanged, history does not come out again, so the answer is not to be believed; 2: bad input."
        },
        mixinStandardHelpOptions = true)
final class WhatIfCommand implements Callable<Integer> {
    /** Held in memory, with what is learned from each. */
    private static final int TURNS_MAX = 150_000;

    @Mixin
    private Journal journal;

    @ArgGroup(multiplicity = "1")
    private ChangeOptions wanted;

    @Option(names = "--life", paramLabel = "N",
            description = "Only this life of the daemon. Without it: the one that has the tick; of a setting, all.")
    private long life;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() throws ScenarioFileException {
        Change change = wanted.change(nics());
        long only = life != 0 ? life : wanted.tick() == null ? 0 : lifeOf(wanted.tick());
        List<TransitionRecord> before = new ArrayList<>();
        List<TransitionRecord> turns = new ArrayList<>();
        journal.forEach(turn -> {
            boolean in = only == 0 || turn.stamp().bootEpoch() == only;
            if (in) {
                turns.add(turn);
            } else if (turn.stamp().bootEpoch() < only) {
                before.add(turn);
            }
            if (turns.size() + before.size() > TURNS_MAX) {
                throw new BadInput(journal.path() + ": more than " + TURNS_MAX + " transitions up to the end of that life, which is more than "
                        + "can be run again at once" + (only == 0 ? "; choose one with --life" : ""));
            }
            return only == 0 || turn.stamp().bootEpoch() <= only;
        });
        check(turns, only);
        WhatIf.Result result = WhatIf.ask(Machines.all(), before, turns, change);
        if (printing.json()) {
            printing.printJson(WhatIfText.json(result, wanted.words()));
        } else {
            WhatIfText.lines(result, wanted.words()).forEach(printing.out()::println);
        }
        return result.history().equal() ? ExitCodes.DONE : ExitCodes.NO;
    }

    private void check(List<TransitionRecord> turns, long only) {
        Tick tick = wanted.tick();
        if (turns.isEmpty()) {
            throw new BadInput(journal.path() + ": there is no " + (only == 0 ? "record" : "life " + only + " of the daemon") + " in it");
        } else if (tick != null && turns.stream().noneMatch(turn -> tick.names(turn.stamp()))) {
            throw journal.noSuchTick(tick);
        }
    }

    private Set<String> nics() {
        Set<String> nics = new TreeSet<>();
        journal.forEach(turn -> {
            if (turn.input() instanceof MasterInput.MasterStarted) {
                nics.add(turn.owner().nic());
            }
            return true;
        });
        return nics;
    }

    private long lifeOf(Tick tick) {
        Set<Long> lives = new TreeSet<>();
        journal.forEach(turn -> {
            if (tick.names(turn.stamp())) {
                lives.add(turn.stamp().bootEpoch());
            }
            return true;
        });
        if (lives.isEmpty()) {
            throw journal.noSuchTick(tick);
        } else if (lives.size() > 1 && life == 0) {
            throw new BadInput(journal.path() + ": several lives of the daemon have a record " + tick + ": say which with LIFE:" + tick.tick());
        }
        return lives.iterator().next();
    }
}
