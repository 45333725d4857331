package io.netvscd.replay.timeline;

import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.sim.Beginnings;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.sim.VirtualOwner;
import java.util.Locale;
import java.util.function.Function;

/**
 * Turns records into lines of fixed columns. Phases come from folding the recorded events, so lines that a filter hides
 * must be given to {@link #next} too.
 */
public final class Timeline {
    /** As wide as the widest of each: a VF of a NIC with a name of 15 letters, a switch that turns round. */
    private static final String COLUMNS = "%8s %14s %-32s %-41s %s";
    /** The column heads, as wide as the columns. */
    public static final String HEAD =
            String.format(Locale.ROOT, COLUMNS, "TICK", "TIME", "OWNER", "PHASE", "INPUT => WHAT FOLLOWED");

    /**
     * One transition and the phases it lies between.
     *
     * @param sinceNs since the first record of its life of the daemon
     */
    public record Line(TransitionRecord turn, long sinceNs, String before, String after) {
        /** In columns. */
        public String text() {
            String phase = before.equals(after) ? after : before + " -> " + after;
            String followed = turn.reason() != null
                    ? "nothing: " + turn.reason()
                    : RecordText.of(turn.events()) + (turn.actions().isEmpty() ? "" : " ! "
                            + RecordText.of(turn.actions()));
            return String.format(Locale.ROOT, COLUMNS, turn.stamp().tick(), time(sinceNs), turn.owner(), phase,
                    RecordText.of(turn.input()) + " => " + followed);
        }
    }

    private final Owners owners;
    private long bootEpoch = -1;
    private long beganNs;

    /** The lines of records all of which are there. */
    public Timeline(Function<OwnerId.Kind, Machine<?>> machines) {
        this(machines, Beginnings.NONE);
    }

    /** The lines of a journal that begins, or goes on, in the middle. */
    public Timeline(Function<OwnerId.Kind, Machine<?>> machines, Beginnings beginnings) {
        owners = new Owners(machines, beginnings);
    }

    /** Takes the next record. */
    public Line next(TransitionRecord turn) {
        if (turn.stamp().bootEpoch() != bootEpoch) {
            bootEpoch = turn.stamp().bootEpoch();
            beganNs = turn.stamp().monotonicNs();
        }
        VirtualOwner<?> owner = owners.before(turn);
        String before = word(owner.phase());
        owner.apply(turn.events());
        return new Line(turn, turn.stamp().monotonicNs() - beganNs, before, word(owner.phase()));
    }

    /** Seconds with six decimals. */
    public static String time(long ns) {
        return String.format(Locale.ROOT, "%d.%06d", ns / 1_000_000_000L, ns % 1_000_000_000L / 1_000);
    }

    private static String word(Enum<?> phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
