package io.netvscd.replay.sim;

import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.scenario.NicSetup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A guest with its NICs, devices, kernel and daemon, and the host of each NIC, on virtual time. Everything that needs
 * no time is done before time moves on; the same orders at the same instants come to the same, always.
 */
public final class VirtualWorld implements AutoCloseable, VirtualKernel.Hypervisor {
    /** Far above any cascade that ends by itself: a loop of messages that never comes to rest is a defect. */
    private static final long TURNS_WITHOUT_TIME_MAX = 5_000_000;

    private final Function<OwnerId.Kind, Machine<?>> machines;
    private final WireMemory memory;
    private final Agenda agenda = new Agenda();
    private final VirtualJournal journal;
    private final VirtualKernel kernel;
    private final Map<String, VirtualNic> nics = new LinkedHashMap<>();
    private final List<Consumer<TransitionRecord>> observers = new ArrayList<>();
    private VirtualDaemon daemon;
    private long bootEpoch;

    /**
     * Makes a world in which no daemon runs yet.
     *
     * @param store is given every record that the journal writes
     */
    public VirtualWorld(
            Function<OwnerId.Kind, Machine<?>> machines, List<NicSetup> setups, Consumer<TransitionRecord> store) {
        this(machines, setups, store, new WireMemory());
    }

    /**
     * Makes the same world in memory that an earlier one has given back.
     *
     * @param memory used by no other world as long as this one is there
     */
    VirtualWorld(
            Function<OwnerId.Kind, Machine<?>> machines,
            List<NicSetup> setups,
            Consumer<TransitionRecord> store,
            WireMemory memory) {
        this.machines = machines;
        this.memory = memory;
        journal = new VirtualJournal(store);
        kernel = new VirtualKernel(agenda, message -> tell(OwnerId.WATCHER, message), this, memory);
        setups.forEach(setup -> nics.put(setup.name(), new VirtualNic(setup, kernel, this::tell, memory)));
    }

    /** Hears of every turn of every daemon. */
    public void observe(Consumer<TransitionRecord> observer) {
        observers.add(observer);
    }

    /** Virtual nanoseconds since the world began. */
    public long nowNs() {
        return agenda.nowNs();
    }

    public VirtualJournal journal() {
        return journal;
    }

    VirtualKernel kernel() {
        return kernel;
    }

    VirtualNic nic(String name) {
        return nics.get(name);
    }

    Collection<VirtualNic> nics() {
        return nics.values();
    }

    /** The owners of the daemon, null while none runs. */
    Owners owners() {
        return daemon == null ? null : daemon.owners();
    }

    /** A daemon begins; it recovers from the journal and looks at the machine. */
    void startDaemon() {
        if (daemon != null) {
            throw new StepFailed("the daemon runs already");
        }
        daemon = new VirtualDaemon(++bootEpoch, machines, agenda, journal, this::carryOut);
        observers.forEach(daemon::observe);
        List<NicFacts> facts = new ArrayList<>();
        for (VirtualNic nic : nics.values()) {
            nic.beginLife();
            facts.add(nic.facts());
            tell(OwnerId.master(nic.setup().name()), new MasterInput.MasterStarted(nic.facts()));
            tell(OwnerId.channel(nic.setup().name()), new ChannelInput.ChannelStarted(nic.facts()));
            nic.tap().showAll();
        }
        tell(OwnerId.WATCHER, new WatcherInput.WatcherStarted(facts));
        kernel.functions().forEach(function -> tell(OwnerId.WATCHER, function));
    }

    /** The daemon is asked to stop, and does so in its own time. */
    void stopDaemon() {
        if (daemon == null) {
            throw new StepFailed("the daemon does not run");
        }
        VirtualDaemon stopping = daemon;
        new Goodbye(agenda, stopping, () -> {
            if (daemon == stopping) {
                endDaemon();
            }
        }).begin();
    }

    /** The daemon is killed: nothing is said, nothing more is written. */
    void crashDaemon() {
        if (daemon == null) {
            throw new StepFailed("the daemon does not run");
        }
        endDaemon();
    }

    /** Lets time pass up to this instant, and everything happen that is due until then. */
    void runUntil(long atNs) {
        settle();
        for (long next = nextNs(); next <= atNs; next = nextNs()) {
            agenda.advanceTo(Math.max(next, agenda.nowNs()));
            agenda.runNext();
            settle();
        }
        if (atNs > agenda.nowNs()) {
            agenda.advanceTo(atNs);
        }
    }

    /** Everything that needs no time. */
    void settle() {
        long rounds = 0;
        boolean worked = true;
        while (worked) {
            worked = daemon != null && daemon.turn();
            if (!worked) {
                for (VirtualNic nic : nics.values()) {
                    worked |= nic.poll(agenda.nowNs()) > 0;
                }
            }
            if (++rounds > TURNS_WITHOUT_TIME_MAX) {
                throw new IllegalStateException("no rest after " + rounds + " rounds at " + agenda.nowNs() + " ns");
            }
        }
    }

    @Override
    public void appeared(SimulatedNetdev netdev) {
        nics.values().forEach(nic -> nic.appeared(netdev));
    }

    @Override
    public void disappeared(SimulatedNetdev netdev) {
        nics.values().forEach(nic -> nic.disappeared(netdev));
    }

    /** Ends the daemon and frees the memory of all rings. */
    @Override
    public void close() {
        if (daemon != null) {
            endDaemon();
        }
        nics.values().forEach(VirtualNic::close);
        memory.takeBack();
    }

    private void endDaemon() {
        daemon.end();
        daemon = null;
        journal.forgetUnwritten();
        nics.values().forEach(VirtualNic::endLife);
    }

    private void tell(OwnerId to, Input input) {
        if (daemon != null) {
            daemon.tell(to, input);
        }
    }

    private long nextNs() {
        long next = agenda.nextNs();
        for (VirtualNic nic : nics.values()) {
            next = Math.min(next, nic.deadlineNs());
        }
        return next;
    }

    private void carryOut(OwnerId owner, Action action) {
        if (action instanceof Action.RequestDump) {
            tell(OwnerId.WATCHER, new WatcherInput.NetdevDump(kernel.dump()));
        } else if (action instanceof Action.SetNetdev set) {
            Netdev before = kernel.look(set.ifindex());
            int errno = kernel.set(set.ifindex(), set.setting(), set.value());
            tell(owner, new VfInput.VfNetdevResult(set.generation(), set.setting(), errno));
            if (before != null && !before.equals(kernel.look(set.ifindex()))) {
                kernel.announce(set.ifindex());
            }
        } else if (action instanceof Action.LetGo letGo) {
            kernel.letGo(letGo.ifindex());
        } else {
            nics.get(owner.nic()).carryOut(action);
        }
    }
}
