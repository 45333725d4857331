package io.netvscd.actors.demo;

import io.netvscd.actors.daemon.Engine;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The incident: a VF comes, carries, dies under load and comes back, while numbered frames flow without a pause. */
public final class Demo {
    private static final long CALM_MS = 700;
    private static final long CLEAN_UP_MS = 50;
    private static final long STRAGGLERS_MS = 300;

    private final Path journal;
    private final Consumer<String> narrator;
    private final Witness witness = new Witness();
    private final DemoFigures figures = new DemoFigures();
    private long beganNs;

    /**
     * @param journal  the folder of the journal, made when missing
     * @param narrator takes the story line by line as it happens
     */
    public Demo(Path journal, Consumer<String> narrator) {
        this.journal = journal;
        this.narrator = narrator;
    }

    /** Lives through the incident and returns its figures. */
    public DemoFigures run() throws ErrnoException, InterruptedException {
        try (Engine engine = Engine.open(journal)) {
            engine.board().follow(witness::hear);
            DemoWorld world = new DemoWorld(engine);
            beganNs = System.nanoTime();
            try {
                tell(world);
                settle(world);
            } finally {
                engine.stop();
            }
            figures.records = engine.journal().headPosition();
        }
        return figures;
    }

    private void tell(DemoWorld world) throws InterruptedException {
        say("The host offers the NIC %s. Guest and host negotiate over VMBus rings.", DemoWorld.NIC);
        world.begin();
        TransitionRecord open = witness.await("the channel opens", 0, turn -> turn.events().stream()
                .anyMatch(MasterEvent.SyntheticOpened.class::isInstance));
        MasterEvent.SyntheticOpened opened = open.events().stream()
                .filter(MasterEvent.SyntheticOpened.class::isInstance)
                .map(MasterEvent.SyntheticOpened.class::cast)
                .findFirst()
                .orElseThrow();
        witness.await("the host lets frames in", open.stamp().tick(), turn -> turn.events().stream()
                .anyMatch(ChannelEvent.RequestAnswered.class::isInstance));
        say("The channel is open (NVSP %s). From now on %,d frames a second, each sent back by the peer.",
                opened.nvsp(), DemoWorld.FRAMES_PER_SECOND);
        world.traffic(true);
        Thread.sleep(CALM_MS);

        figures.toVfMs = takeVf(world, open, "The host hot-plugs a VF with the NIC's own MAC address.");
        Thread.sleep(CALM_MS);
        yank(world);
        Thread.sleep(CALM_MS);
        figures.backToVfMs = takeVf(world, last(), "The VF is plugged in again.");
        Thread.sleep(CALM_MS);
    }

    private double takeVf(DemoWorld world, TransitionRecord after, String news) throws InterruptedException {
        say(news);
        long afterTick = after.stamp().tick();
        world.plugVf();
        TransitionRecord ready = witness.await("the VF becomes ready", afterTick, turn ->
                turn.input() instanceof MasterInput.VfReadiness readiness && readiness.ready());
        TransitionRecord inUse = witness.await("the path moves to the VF", afterTick, uses(DataPath.VF));
        double ms = ms(ready, inUse);
        say("Taken over after %d ms (so that udev can rename it). With the host's word, traffic moves to the VF:",
                DemoWorld.TAKEOVER_DELAY_MS);
        say("%.2f ms after the VF was ready.", ms);
        return ms;
    }

    private void yank(DemoWorld world) throws InterruptedException {
        say("The VF is yanked under load, without a word. Its driver goes on filling a ring that leads nowhere.");
        long afterTick = last().stamp().tick();
        figures.firstAtRisk = world.traffic().firstUnderWay();
        long yankedNs = System.nanoTime();
        world.yankVf();
        TransitionRecord fellBack = witness.await("the datapath falls back", afterTick, turn ->
                turn.input() instanceof MasterInput.DatapathFellBack);
        figures.lastAtRisk = world.traffic().sent();
        figures.fallBackMs = (fellBack.stamp().monotonicNs() - yankedNs) / 1e6;
        say("The ring is full: in the same burst, traffic leaves on the synthetic path again (%.2f ms after the yank).",
                figures.fallBackMs);
        Thread.sleep(CLEAN_UP_MS);
        world.removeVf();
        say("Kernel and host clear away what is left of the VF.");
    }

    private void settle(DemoWorld world) throws InterruptedException {
        world.traffic(false);
        Thread.sleep(STRAGGLERS_MS);
        figures.take(world.traffic());
        say("The application stops sending; the daemon leaves the VF in order and ends.");
    }

    private TransitionRecord last() {
        return witness.last();
    }

    private static Predicate<TransitionRecord> uses(DataPath path) {
        return turn -> turn.events().stream().anyMatch(event ->
                event instanceof MasterEvent.PathInUse use && use.path() == path);
    }

    private static double ms(TransitionRecord from, TransitionRecord to) {
        return (to.stamp().monotonicNs() - from.stamp().monotonicNs()) / 1e6;
    }

    private void say(String format, Object... arguments) {
        narrator.accept(String.format(Locale.ROOT, "%7.3f s  %s",
                (System.nanoTime() - beganNs) / 1e9, String.format(Locale.ROOT, format, arguments)));
    }
}
