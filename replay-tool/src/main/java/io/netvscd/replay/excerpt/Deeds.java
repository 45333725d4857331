package io.netvscd.replay.excerpt;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.whatif.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Goes through what a record teaches, turn by turn: what came from outside becomes steps, and the scene what it was then. */
final class Deeds {
    private static final String NEWEST = NvspVersion.V6_1.text();
    private static final int SMALL_FRAME_BYTES = 100;

    private final Script script;
    private final List<TransitionRecord> turns;
    private final Scene scene = new Scene();
    private final DeviceSteps devices = new DeviceSteps(scene);
    private final StepList steps;
    /** When a VF appeared, or its MTU was last set or refused. */
    private final Map<OwnerId, Long> lastMtuNs = new HashMap<>();
    private boolean tell;
    private boolean stopped;

    Deeds(Script script, StepList steps) {
        this.script = script;
        this.steps = steps;
        turns = script.turns();
    }

    Scene scene() {
        return scene;
    }

    /** Whether the daemon has not been stopped. */
    boolean daemonRuns() {
        return !stopped;
    }

    /**
     * The next turn.
     *
     * @param nowTell whether it becomes steps, or is only remembered
     */
    void take(int index, boolean nowTell) {
        tell = nowTell;
        TransitionRecord turn = turns.get(index);
        if (index == 0 || turns.get(index - 1).stamp().bootEpoch() != turn.stamp().bootEpoch()) {
            beginLife(index);
        }
        if (turn.input() instanceof VfInput.VfNetdevResult result && result.setting() == NetdevSetting.MTU) {
            answered(index, turn.owner(), result.errno());
        } else if (turn.input() instanceof MasterInput.ChannelOpened opened) {
            opened(index, scene.nic(turn.owner().nic()), opened.nvsp());
        } else if (turn.input() instanceof MasterInput.MtuRefused refused) {
            mtuRefused(index, turn.owner().nic(), refused.carried());
        } else if (turn.input() instanceof VfInput.VfAppeared) {
            lastMtuNs.put(turn.owner(), script.atNs(index));
        }
        if (script.source(index) != Script.Source.BROUGHT_ABOUT) {
            happens(index, turn.owner(), turn.input());
        } else if (turn.input() instanceof WatcherInput.NetdevSeen seen) {
            scene.seen(seen.netdev());
        } else if (turn.input() instanceof WatcherInput.NetdevDump dump) {
            dump.netdevs().forEach(scene::seen);
        }
    }

    private void beginLife(int index) {
        long atNs = script.atNs(index);
        life(index).filter(turn -> turn.input() instanceof MasterInput.MasterStarted)
                .forEach(turn -> scene.nic(((MasterInput.MasterStarted) turn.input()).facts()));
        List<Netdev> there = first(index, WatcherInput.NetdevDump.class, dump -> true).map(WatcherInput.NetdevDump::netdevs).orElse(List.of());
        List<Step> changed = devices.become(there);
        if (index > 0 && !stopped) {
            add(script.atNs(index - 1), StepList.LAST, "", StepList.daemon(DaemonStep.Verb.CRASH));
        } else if (index == 0 && !changed.isEmpty()) {
            add(atNs, StepList.FIRST, "", StepList.daemon(DaemonStep.Verb.CRASH));
        }
        changed.forEach(step -> add(atNs, StepList.DEED, "", step));
        if (index > 0 || !changed.isEmpty()) {
            add(atNs, StepList.DEED, "", StepList.daemon(DaemonStep.Verb.START));
        }
        stopped = false;
    }

    private void happens(int index, OwnerId owner, Input input) {
        if (input instanceof WatcherInput.WatcherStop || input instanceof MasterInput.MasterStop
                || input instanceof ChannelInput.ChannelStop) {
            stop(index);
        } else if (input instanceof WatcherInput.WatcherOverrun) {
            List<Netdev> there = first(index, WatcherInput.NetdevDump.class, dump -> true)
                    .map(WatcherInput.NetdevDump::netdevs).orElse(List.of());
            devices.become(there).forEach(step -> deed(index, "", step));
            deed(index, "", StepList.netdev(NetdevStep.Verb.OVERRUN, ""));
        } else if (input instanceof WatcherInput said) {
            Netdev netdev = said instanceof WatcherInput.NetdevSeen seen ? seen.netdev() : null;
            devices.of(said, netdev == null ? null : script.sight(index).before(netdev), netdev == null || script.sight(index).link(netdev),
                    said instanceof WatcherInput.PciAdded added ? functionName(index, added) : "").forEach(step -> deed(index, "", step));
        } else if (scene.nic(owner.nic()) != null) {
            happens(index, scene.nic(owner.nic()), input);
        }
    }

    private void happens(int index, Scene.Nic nic, Input input) {
        String name = nic.facts().nic();
        if (input instanceof ChannelInput.ChannelOffered && !nic.offered) {
            offered(index, nic);
        } else if (input instanceof ChannelInput said) {
            HostSteps.of(nic, said).forEach(step -> deed(index, name, step));
        } else if (input instanceof MasterInput.AdminChanged admin && admin.up() != nic.up) {
            nic.up = admin.up();
            deed(index, name, StepList.admin(admin.up()));
        } else if (input instanceof MasterInput.MtuChanged mtu && mtu.mtu() != nic.mtu) {
            nic.mtu = mtu.mtu();
            deed(index, name, new AdminStep(AdminStep.Verb.MTU, mtu.mtu(), MacAddress.ZERO, false));
        } else if (input instanceof MasterInput.MacChanged mac && !mac.mac().equals(nic.mac)) {
            nic.mac = mac.mac();
            deed(index, name, new AdminStep(AdminStep.Verb.MAC, 0, mac.mac(), false));
        } else if (input instanceof MasterInput.PromiscuousChanged mode && mode.on() != nic.promiscuous) {
            nic.promiscuous = mode.on();
            deed(index, name, new AdminStep(AdminStep.Verb.PROMISCUOUS, 0, MacAddress.ZERO, mode.on()));
        } else if (input instanceof MasterInput.DatapathFellBack fell && scene.byKey(fell.vf()) != null) {
            deed(index, "", StepList.yank(scene.byKey(fell.vf()).name()));
            deed(index, name, StepList.send(1, SendStep.From.MASTER, "", SMALL_FRAME_BYTES));
        }
    }

    private void offered(int index, Scene.Nic nic) {
        String name = nic.facts().nic();
        nic.offered = true;
        nic.nvsp = first(index, MasterInput.ChannelOpened.class, opened -> true).map(MasterInput.ChannelOpened::nvsp).orElse(NEWEST);
        nic.limited |= !nic.nvsp.equals(NEWEST);
        if (nic.limited) {
            deed(index, name, HostSteps.limitVersion(nic.nvsp));
        }
        deed(index, name, StepList.host(HostStep.Verb.OFFER));
    }

    private void stop(int index) {
        if (!stopped) {
            stopped = true;
            deed(index, "", StepList.daemon(DaemonStep.Verb.STOP));
        }
    }

    /** The kernel set a VF's MTU, or refused to. */
    private void answered(int index, OwnerId vf, int errno) {
        Scene.Device device = scene.byKey(vf.vf());
        Long beforeNs = lastMtuNs.put(vf, script.atNs(index));
        if (errno != 0 && device != null && beforeNs != null) {
            add(beforeNs, StepList.DEED, "", DeviceSteps.refusal(device.name()));
        }
    }

    /** A new MTU came to nothing: the host was told before to carry no larger frames, unless it did not answer at all. */
    private void mtuRefused(int index, String nic, int carried) {
        int cause = index - 1;
        while (cause > 0 && !turns.get(cause).owner().equals(OwnerId.channel(nic))) {
            cause--;
        }
        if (cause >= 0 && turns.get(cause).input() instanceof ChannelInput) {
            long atNs = script.atNs(index);
            add(Math.min(atNs, steps.lastDeedBefore(atNs)), StepList.FIRST, nic, HostSteps.limitMtu(carried));
        }
    }

    /** A channel that is opened anew with another version: the host was told so before. */
    private void opened(int index, Scene.Nic nic, String nvsp) {
        if (nic != null && nic.offered && !nic.nvsp.equals(nvsp)) {
            long atNs = script.atNs(index);
            nic.nvsp = nvsp;
            nic.limited = true;
            add(Math.min(atNs, steps.lastDeedBefore(atNs)), StepList.FIRST, nic.facts().nic(), HostSteps.limitVersion(nvsp));
        }
    }

    /** The name of a function is that of its device; empty where that is one that no NIC here can take. */
    private String functionName(int index, WatcherInput.PciAdded added) {
        return first(index, WatcherInput.NetdevSeen.class, seen -> seen.netdev().pciAddress().equals(added.pciAddress()))
                .map(seen -> scene.concerns(seen.netdev()) ? seen.netdev().name() : "")
                .orElse("function-" + added.slot());
    }

    private <T extends Input> Optional<T> first(int index, Class<T> type, Predicate<T> which) {
        return life(index).map(TransitionRecord::input).filter(type::isInstance).map(type::cast).filter(which).findFirst();
    }

    /** What is left of the life of the daemon that a turn belongs to. */
    private Stream<TransitionRecord> life(int index) {
        long epoch = turns.get(index).stamp().bootEpoch();
        return turns.subList(index, turns.size()).stream().takeWhile(turn -> turn.stamp().bootEpoch() == epoch);
    }

    private void deed(int index, String nic, Step step) {
        add(script.atNs(index), StepList.DEED, nic, step);
    }

    private void add(long atNs, int rank, String nic, Step step) {
        if (tell) {
            steps.add(atNs, rank, nic, step);
        }
    }
}
