package io.netvscd.replay.sim;

import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a world against what must always be so (DESIGN 8), whenever nothing is left to do that needs no time. The
 * eighth, that the journal replays, is asked for when it is whole.
 */
public final class Invariants {
    /** What is held against one NIC. */
    interface Check {
        /** The first thing that is wrong, in words, or null. */
        String broken();
    }

    private record OfNic(int invariant, VirtualNic nic, boolean atRestAlone, Check check) {
    }

    private final VirtualWorld world;
    private final Reconciliation reconciliation;
    private final TakeoverDelays delays = new TakeoverDelays();
    private final List<OfNic> checks = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<VirtualNic, Boolean> resting = new LinkedHashMap<>();
    private long checkedAtRest;

    /** Looks at a world from now on. */
    public Invariants(VirtualWorld world) {
        this.world = world;
        for (VirtualNic nic : world.nics()) {
            Agreement agreement = new Agreement(world, nic);
            add(1, nic, false, new OnePath(nic)::broken);
            add(2, nic, false, new VfUse(world, nic)::broken);
            add(3, nic, true, agreement::paths);
            add(3, nic, true, agreement::link);
            add(3, nic, true, agreement::serial);
            add(4, nic, true, agreement::known);
            add(4, nic, true, agreement::level);
            add(5, nic, true, agreement::settings);
            add(6, nic, false, nic.losses()::broken);
            add(6, nic, true, nic.losses()::stuck);
        }
        reconciliation = new Reconciliation(world);
        world.observeSteps(new Excuses(world)::before);
        world.observeSteps(reconciliation::before);
        world.observeComplaints(what -> violate(7, "daemon", what));
        world.observe(this::look);
        world.observeRest(this::check);
    }

    /** What was found so far. */
    public List<Violation> violations() {
        return violations;
    }

    /** How often a NIC was at rest when it was looked at. */
    public long checkedAtRest() {
        return checkedAtRest;
    }

    /** What a daemon that began now would recover is what this one knows. */
    public void checkRecovery() {
        VirtualDaemon daemon = world.daemon();
        if (daemon == null) {
            return;
        }
        for (Desk desk : daemon.desks()) {
            Object recovered = world.recorded().of(desk.owner().id()).state();
            if (!desk.wrote(recovered)) {
                violate(7, desk.owner().id().toString(),
                        "would recover as " + recovered + ", and is " + desk.owner().state());
            }
        }
    }

    private void add(int invariant, VirtualNic nic, boolean atRestAlone, Check check) {
        checks.add(new OfNic(invariant, nic, atRestAlone, check));
    }

    private void look(TransitionRecord turn) {
        String early = delays.early(turn);
        if (early != null) {
            violate(2, turn.owner().toString(), early);
        }
        if (turn.reason() != null && turn.reason().startsWith("defect: ")) {
            violate(0, turn.owner().toString(), "the machine fails on " + turn.input() + ": " + turn.reason());
        }
    }

    private void check() {
        if (!violations.isEmpty()) {
            return;
        }
        world.watcherIsBlind();
        for (VirtualNic nic : world.nics()) {
            boolean rests = Rest.of(world, nic);
            checkedAtRest += rests ? 1 : 0;
            resting.put(nic, rests);
            if (rests) {
                nic.settled();
            }
            if (rests && nic.receivesAll()) {
                nic.losses().settled();
            }
        }
        for (OfNic each : checks) {
            String broken = !each.atRestAlone || resting.get(each.nic) ? each.check.broken() : null;
            if (broken != null) {
                violate(each.invariant, each.nic.setup().name(), broken);
            }
        }
        String changed = reconciliation.broken();
        if (changed != null) {
            violate(7, "all", changed);
        }
        if (world.daemon() == null || !world.daemon().paused()) {
            world.kernel().goingDownHeard();
        }
    }

    private void violate(int invariant, String subject, String what) {
        violations.add(new Violation(invariant, world.nowNs(), subject, what));
    }
}
