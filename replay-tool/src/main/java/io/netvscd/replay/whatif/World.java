package io.netvscd.replay.whatif;

import io.netvscd.datapath.host.HostCommand;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is around the owners: the kernel, and for each NIC its host, its TAP and its datapath. */
final class World {
    private static final class Nic {
        private final RehearsedHost host;
        private RehearsedTap tap;
        private RehearsedNic datapath;

        private Nic(RehearsedHost host) {
            this.host = host;
        }
    }

    private final Cues cues;
    private final RehearsedKernel kernel;
    private final Map<String, Nic> nics = new LinkedHashMap<>();
    private final SortedMap<String, Traffic.Figures> ofEarlierLives = new TreeMap<>();

    World(Cues cues) {
        this.cues = cues;
        kernel = new RehearsedKernel(cues);
    }

    RehearsedKernel kernel() {
        return kernel;
    }

    /** Null for a NIC that no master was started for. */
    RehearsedHost host(String nic) {
        return nics.containsKey(nic) ? nics.get(nic).host : null;
    }

    /** Null for a NIC that no master was started for. */
    RehearsedTap tap(String nic) {
        return nics.containsKey(nic) ? nics.get(nic).tap : null;
    }

    /** Null for a NIC that has no datapath yet. */
    RehearsedNic datapath(String nic) {
        return nics.containsKey(nic) ? nics.get(nic).datapath : null;
    }

    /** Those that there are now. */
    List<RehearsedNic> datapaths() {
        return nics.values().stream().map(nic -> nic.datapath).filter(Objects::nonNull).toList();
    }

    /** The daemon is gone, and with it every datapath. */
    void endLife() {
        nics.forEach((name, nic) -> {
            if (nic.datapath != null) {
                ofEarlierLives.merge(name, nic.datapath.tally().figures(), Traffic.Figures::plus);
                nic.datapath = null;
            }
        });
    }

    /** Where frames went, by NIC, over the lives that are over. */
    SortedMap<String, Traffic.Figures> figures() {
        return ofEarlierLives;
    }

    /** A master is started, perhaps again: it has a datapath from now on. */
    void begins(NicFacts facts) {
        Nic nic = nics.computeIfAbsent(facts.nic(), absent -> new Nic(new RehearsedHost(facts, cues)));
        if (nic.datapath == null) {
            nic.tap = new RehearsedTap(facts, cues);
            nic.datapath = new RehearsedNic(facts, cues, kernel, nic.tap, nic.host);
        }
    }

    /**
     * The outside does what must have been done when an owner was told this.
     *
     * @return false where it is not known what that is
     */
    boolean happens(OwnerId to, Input input, Sight sight) {
        if (to.kind() == OwnerId.Kind.WATCHER) {
            return inKernel(input, sight);
        }
        Nic nic = nics.get(to.nic());
        if (nic == null) {
            return false;
        } else if (input instanceof ChannelInput.ChannelOffered offered) {
            nic.host.offer(offered.incarnation(), offered.memory());
            return true;
        } else if (input instanceof ChannelInput.ChannelRescinded) {
            nic.host.rescind();
            return true;
        } else if (input instanceof MasterInput.AdminChanged || input instanceof MasterInput.MtuChanged
                || input instanceof MasterInput.MacChanged || input instanceof MasterInput.PromiscuousChanged) {
            nic.tap.set((MasterInput) input);
            return true;
        } else if (input instanceof MasterInput.DatapathFellBack fell && nic.datapath != null) {
            nic.datapath.vfFails(fell.vf(), fell.generation());
            return true;
        }
        HostCommand deed = HostDeeds.of(input);
        if (deed != null) {
            nic.host.obey(deed);
        }
        return deed != null;
    }

    private boolean inKernel(Input input, Sight sight) {
        if (input instanceof WatcherInput.NetdevSeen seen) {
            kernel.seen(sight.before(seen.netdev()), seen.netdev(), sight.link(seen.netdev()));
        } else if (input instanceof WatcherInput.NetdevGone gone) {
            kernel.gone(gone);
        } else if (input instanceof WatcherInput.PciAdded || input instanceof WatcherInput.PciRemoved
                || input instanceof WatcherInput.NetdevGoingDown || input instanceof WatcherInput.FunctionService
                || input instanceof WatcherInput.AddressChanged || input instanceof WatcherInput.WatcherOverrun) {
            kernel.says((WatcherInput) input);
        } else {
            return false;
        }
        return true;
    }

    /** Carries out what an owner orders of the world. */
    void carryOut(OwnerId owner, Action action) {
        Nic nic = nics.get(owner.nic());
        if (nic == null || action instanceof Action.LetGo) {
            return;
        }
        if (owner.kind() == OwnerId.Kind.MASTER) {
            if (nic.datapath != null) {
                nic.datapath.carryOut(action);
            }
        } else {
            nic.host.carryOut(action);
        }
    }
}
