package io.netvscd.replay.sim;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.PciFunction;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The guest's kernel: PCI functions and network devices by their scenario names, and the messages it sends about them.
 */
final class VirtualKernel {
    /** After this a device that is unplugged goes, whether or not the guest has let go. */
    static final long UNPLUG_LIMIT_NS = 10_000_000_000L;

    private static final Pattern SERIAL = Pattern.compile("\\d{1,4}");

    private record Function(String pciAddress, String slot) {
    }

    private final Agenda agenda;
    private final Surroundings around;
    private final WireMemory memory;
    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final Set<Integer> goingDown = new HashSet<>();
    private final Map<String, SimulatedNetdev> netdevs = new LinkedHashMap<>();
    private final Map<String, String> newNames = new HashMap<>();
    private final Map<String, Agenda.Entry> departures = new LinkedHashMap<>();
    private int nextIfindex = 2;
    private boolean deaf;

    /** Who listens to the kernel, and who owns the other end of a function's wire. */
    interface Surroundings {
        /**
         * The kernel says something.
         *
         * @param lost the daemon's socket has no room for it
         */
        void say(WatcherInput message, boolean lost);

        /** What the kernel says is not how it is. */
        void misled(WatcherInput message);

        void appeared(SimulatedNetdev netdev);

        /** A device goes without regard to what is in its rings. */
        void losing(SimulatedNetdev netdev);

        void disappeared(SimulatedNetdev netdev);
    }

    VirtualKernel(Agenda agenda, Surroundings around, WireMemory memory) {
        this.agenda = agenda;
        this.around = around;
        this.memory = memory;
    }

    /** Messages from now on are lost, until {@link #overrun}. */
    void loseMessages() {
        deaf = true;
    }

    /** Messages from now on are heard again, and nothing says that some were lost. */
    void hearAgain() {
        deaf = false;
    }

    /** The socket says that it lost messages. */
    void overrun() {
        deaf = false;
        say(new WatcherInput.WatcherOverrun());
    }

    void pciAdd(String name, String slot) {
        Function function = functions.computeIfAbsent(name, absent -> new Function(freeAddress(slot), slot));
        say(new WatcherInput.PciAdded(function.pciAddress, function.slot));
    }

    void pciRemove(String name) {
        Function function = functions.remove(scenarioName(name));
        if (function == null) {
            throw new StepFailed("there is no PCI function '" + name + "'");
        }
        WatcherInput removed = new WatcherInput.PciRemoved(function.pciAddress);
        say(removed);
        if (hasNetdev(function.pciAddress)) {
            around.misled(removed);
        }
    }

    /** A device appears; with a slot, or after {@code pci add}, it is a PCI function's. */
    void register(String name, MacAddress mac, String slot, boolean carrier) {
        SimulatedNetdev existing = netdevs.get(name);
        if (existing != null && existing.registered()) {
            throw new StepFailed("netdev '" + name + "' is registered already");
        }
        if (!slot.isEmpty() && !functions.containsKey(name)) {
            functions.put(name, new Function(freeAddress(slot), slot));
        }
        Function function = functions.getOrDefault(name, new Function("", ""));
        SimulatedNetdev netdev =
                new SimulatedNetdev(nextIfindex++, name, mac, carrier, function.pciAddress, function.slot, memory);
        netdevs.put(name, netdev);
        around.appeared(netdev);
        seen(netdev);
    }

    void unregister(String name) {
        SimulatedNetdev netdev = registered(name);
        netdev.unregister();
        around.disappeared(netdev);
        say(new WatcherInput.NetdevGone(netdev.ifindex(), netdev.netdev().name()));
    }

    void goingDown(String name) {
        SimulatedNetdev netdev = registered(name);
        goingDown.add(netdev.ifindex());
        say(new WatcherInput.NetdevGoingDown(netdev.ifindex()));
    }

    /** Whether a device has just said that it goes, so that the daemon could hear it. */
    boolean goesDown(int ifindex) {
        return goingDown.contains(ifindex);
    }

    /** What was said so far has had its effect. */
    void goingDownHeard() {
        goingDown.clear();
    }

    /** A device's word that it goes was lost, or comes late. */
    void goingDownMisheard(int ifindex) {
        goingDown.remove(ifindex);
    }

    /** The orderly way out: announced, and gone once the guest has let go or after {@link #UNPLUG_LIMIT_NS}. */
    void unplug(String name) {
        String leaving = scenarioName(name);
        goingDown(leaving);
        departures.put(leaving, agenda.at(agenda.nowNs() + UNPLUG_LIMIT_NS, () -> {
            around.losing(netdevs.get(leaving));
            depart(leaving);
        }));
    }

    /** The guest has let go of a device. */
    void letGo(int ifindex) {
        netdevs.forEach((name, netdev) -> {
            Agenda.Entry departure = departures.get(name);
            if (netdev.ifindex() == ifindex && departure != null) {
                departure.cancel();
                departures.put(name, agenda.at(agenda.nowNs(), () -> depart(name)));
            }
        });
    }

    /** Whether a device that is to be unplugged waits for the guest. */
    boolean departing() {
        return !departures.isEmpty();
    }

    /** Word of a device's service reset was lost, or comes late. */
    void serviceMisheard(int ifindex) {
        withIfindex(ifindex).forEach(netdev -> netdev.serviceUnclear(true));
    }

    /** Who begins to look at a device now cannot know of a reset that is under way. */
    void resetMisheard(int ifindex) {
        withIfindex(ifindex).filter(SimulatedNetdev::resetting).forEach(netdev -> netdev.serviceUnclear(true));
    }

    private Stream<SimulatedNetdev> withIfindex(int ifindex) {
        return netdevs.values().stream().filter(netdev -> netdev.ifindex() == ifindex);
    }

    /** Gives a device another name; steps may use either from then on. */
    void rename(String name, String to) {
        newNames.put(to, scenarioName(name));
        change(name, netdev -> netdev.rename(to));
    }

    void change(String name, Consumer<SimulatedNetdev> change) {
        SimulatedNetdev netdev = registered(name);
        change.accept(netdev);
        seen(netdev);
    }

    /** Something happens to a device that the kernel does not hear of. */
    void silently(String name, Consumer<SimulatedNetdev> change) {
        change.accept(registered(name));
    }

    void service(String name, ServiceState state) {
        SimulatedNetdev netdev = registered(name);
        netdev.reset(state == ServiceState.RECOVERING);
        netdev.serviceUnclear(false);
        if (state == ServiceState.FAILED) {
            netdev.kill();
        }
        say(new WatcherInput.FunctionService(netdev.ifindex(), state));
    }

    void address(String name, String ip, boolean present) {
        say(new WatcherInput.AddressChanged(registered(name).ifindex(), ip, present));
    }

    /** Sets one thing of a device; returns 0 or an errno. */
    int set(int ifindex, NetdevSetting setting, long value) {
        SimulatedNetdev netdev = byIfindex(ifindex);
        return netdev == null ? SimulatedNetdev.ENODEV : netdev.set(setting, value);
    }

    /** What the device looks like now, null where there is none. */
    Netdev look(int ifindex) {
        SimulatedNetdev netdev = byIfindex(ifindex);
        return netdev == null ? null : netdev.netdev();
    }

    /** The device of an index says what it looks like. */
    void announce(int ifindex) {
        SimulatedNetdev netdev = byIfindex(ifindex);
        if (netdev != null) {
            seen(netdev);
        }
    }

    /** A port on a device. */
    Port open(int ifindex) throws IOException {
        SimulatedNetdev netdev = byIfindex(ifindex);
        if (netdev == null) {
            throw new IOException("no such device: ifindex " + ifindex);
        }
        return netdev.open();
    }

    List<Netdev> dump() {
        List<Netdev> all = new ArrayList<>();
        netdevs.values().stream().filter(SimulatedNetdev::registered).forEach(netdev -> all.add(netdev.netdev()));
        return all;
    }

    /** The functions there are, as a walk over the PCI bus finds them. */
    List<PciFunction> functions() {
        return functions.values().stream().map(function -> new PciFunction(function.pciAddress, function.slot)).toList();
    }

    /** A device that is or was there, by its scenario name. */
    SimulatedNetdev find(String name) {
        SimulatedNetdev netdev = netdevs.get(scenarioName(name));
        if (netdev == null) {
            throw new StepFailed("there is no netdev '" + name + "'; there are " + new TreeSet<>(netdevs.keySet()));
        }
        return netdev;
    }

    /** The registered device of an index, null where there is none. */
    SimulatedNetdev byIfindex(int ifindex) {
        for (SimulatedNetdev netdev : netdevs.values()) {
            if (netdev.ifindex() == ifindex && netdev.registered()) {
                return netdev;
            }
        }
        return null;
    }

    Collection<SimulatedNetdev> all() {
        return netdevs.values();
    }

    private String scenarioName(String name) {
        return netdevs.containsKey(name) ? name : newNames.getOrDefault(name, name);
    }

    private void depart(String name) {
        departures.remove(name);
        SimulatedNetdev netdev = netdevs.get(name);
        if (!netdev.registered()) {
            return;
        }
        boolean nobodyReceives = !netdev.isOpen() || !netdev.carries();
        if (netdev.stalled() || netdev.waitingBack() > 0 && nobodyReceives) {
            around.losing(netdev);
        }
        netdev.setUp(false);
        seen(netdev);
        unregister(name);
        if (functions.containsKey(name)) {
            pciRemove(name);
        }
    }

    private SimulatedNetdev registered(String name) {
        SimulatedNetdev netdev = find(name);
        if (!netdev.registered()) {
            throw new StepFailed("netdev '" + name + "' is not registered any more");
        }
        return netdev;
    }

    private void seen(SimulatedNetdev netdev) {
        say(new WatcherInput.NetdevSeen(netdev.netdev()));
    }

    private void say(WatcherInput message) {
        around.say(message, deaf);
    }

    /** On Hyper-V a VF's PCI domain comes from its serial, and its slot is named after it. */
    private String freeAddress(String slot) {
        int domain = SERIAL.matcher(slot).matches() ? Integer.parseInt(slot) : 0x1000;
        String address = address(domain);
        while (hasFunction(address) || hasNetdev(address)) {
            address = address(++domain);
        }
        return address;
    }

    private boolean hasFunction(String pciAddress) {
        return functions.values().stream().anyMatch(function -> function.pciAddress.equals(pciAddress));
    }

    private boolean hasNetdev(String pciAddress) {
        return netdevs.values().stream().anyMatch(netdev ->
                netdev.registered() && netdev.pciAddress().equals(pciAddress));
    }

    private static String address(int domain) {
        return HexFormat.of().toHexDigits((short) domain) + ":00:02.0";
    }
}
