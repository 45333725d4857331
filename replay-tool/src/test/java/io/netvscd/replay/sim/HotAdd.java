package io.netvscd.replay.sim;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.Conditions;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NicSetup;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A NIC that is up, and a VF that comes to it: the seven events of a hot-add in any order, with some left out and some
 * twice, played to the end.
 *
 * <p>What the kernel says can be lost or come in another order than it happened; its devices are as they are all the
 * same, and the watcher's next dump shows that. What the host does not do does not happen.
 */
final class HotAdd {
    /** What a hot-add consists of. */
    enum Event {
        OFFER,
        ASSOCIATION,
        PCI_ADD,
        REGISTER,
        RENAME,
        CARRIER,
        COMPLETION
    }

    private static final String NIC = "eth0";
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final NicSetup SETUP = new NicSetup(NIC, MAC, 1500, 1_000_000, 100_000);
    private static final String PCI = "0002:00:02.0";
    private static final String SLOT = "2";
    private static final int IFINDEX = 2;
    private static final String NAME = "vf0";
    private static final String NEW_NAME = "enP2s0";
    private static final long BETWEEN_NS = 3_000_000;
    /** An upkeep round, then a switch that is not completed and the pause after it. */
    private static final long UNTIL_REST_NS = 18_000_000_000L;
    private static final int SWITCH_DATA_PATH = 129;

    private final VirtualWorld world;
    private final VirtualNic nic;
    private final VirtualKernel kernel;
    private final List<Event> events;
    private boolean registered;
    private long incarnation;
    private long lastSwitchId = 0x7777;

    private HotAdd(VirtualWorld world, List<Event> events) {
        this.world = world;
        this.events = events;
        nic = world.nic(NIC);
        kernel = world.kernel();
        world.observe(this::look);
    }

    /**
     * Plays these events.
     *
     * @param schedule the order of what happens at one instant is drawn from this number; 0: none is
     * @return how everything is in the end
     */
    static String play(List<Event> events, long schedule, Fittings fittings) {
        return play(events, schedule, fittings, turn -> { });
    }

    /** Plays these events; {@code store} is given the journal. */
    static String play(List<Event> events, long schedule, Fittings fittings, Consumer<TransitionRecord> store) {
        try (VirtualWorld world =
                new VirtualWorld(fittings, new Conditions(schedule, 0, 0), List.of(SETUP), store)) {
            return new HotAdd(world, events).play();
        }
    }

    private String play() {
        world.startDaemon();
        nic.tap().set(new AdminStep(AdminStep.Verb.UP, 0, MacAddress.ZERO, false));
        nic.tellHost(HostStep.Verb.HOLD_COMPLETIONS, events.contains(Event.COMPLETION)
                ? new HostCommand.HoldCompletions() : new HostCommand.DropCompletion());
        world.settle();
        comeTrue();
        for (int i = 0; i < events.size(); i++) {
            happen(events.get(i), events.subList(0, i).contains(events.get(i)));
            world.settle();
            world.runUntil(world.nowNs() + BETWEEN_NS);
        }
        kernel.silently(NAME, netdev -> netdev.setLink(true));
        world.runUntil(world.nowNs() + UNTIL_REST_NS);
        return view();
    }

    /** What the kernel says nothing of is so all the same, from the beginning. */
    private void comeTrue() {
        kernel.loseMessages();
        if (!events.contains(Event.PCI_ADD)) {
            kernel.pciAdd(NAME, SLOT);
        }
        if (!events.contains(Event.REGISTER)) {
            register();
        }
        kernel.hearAgain();
    }

    private void happen(Event event, boolean again) {
        switch (event) {
            case OFFER -> nic.tellHost(HostStep.Verb.OFFER, new HostCommand.Offer());
            case ASSOCIATION -> nic.tellHost(HostStep.Verb.VF_ASSOCIATION, new HostCommand.VfAssociation(true, 2));
            case PCI_ADD -> kernel.pciAdd(NAME, SLOT);
            case REGISTER -> {
                if (registered) {
                    sayAsRegistered();
                } else {
                    register();
                }
            }
            case RENAME -> change(netdev -> netdev.rename(NEW_NAME));
            case CARRIER -> change(netdev -> netdev.setLink(true));
            case COMPLETION -> {
                if (again) {
                    world.hear(OwnerId.channel(NIC),
                            new ChannelInput.HostCompletion(incarnation, lastSwitchId, Bytes.EMPTY));
                } else {
                    nic.tellHost(HostStep.Verb.RELEASE_COMPLETIONS, new HostCommand.ReleaseCompletions());
                }
            }
            default -> throw new IllegalArgumentException("unknown: " + event);
        }
    }

    private void register() {
        registered = true;
        kernel.register(NAME, MAC, SLOT, false);
    }

    /** Something changes, and the kernel says so; word of the registration may come later than this. */
    private void change(Consumer<SimulatedNetdev> change) {
        if (!registered) {
            kernel.loseMessages();
            register();
            kernel.hearAgain();
        }
        kernel.change(NAME, change);
    }

    /** Word of the registration, late: the first name, and no carrier yet. */
    private void sayAsRegistered() {
        world.say(new WatcherInput.NetdevSeen(new Netdev(IFINDEX, NAME, MAC, MAC, kernel.byIfindex(IFINDEX).netdev().up(),
                false, 1500, "", PCI, SLOT, false, 0)), false);
    }

    private void look(TransitionRecord turn) {
        if (turn.input() instanceof ChannelInput.ChannelOffered offered) {
            incarnation = offered.incarnation();
        }
        for (Action action : turn.actions()) {
            if (action instanceof Action.SendMessage sent
                    && (sent.payload().toArray()[0] & 0xff) == SWITCH_DATA_PATH) {
                lastSwitchId = sent.transactionId();
            }
        }
    }

    private String view() {
        SimulatedNetdev netdev = kernel.byIfindex(IFINDEX);
        VirtualOwner<?> vf = world.owners().of(OwnerId.vf(NIC, PCI));
        return String.format(Locale.ROOT, "master %s, datapath %s, host %s, channel %s, VF %s, device %s mtu %d",
                word(OwnerId.master(NIC)), nic.path().word(), nic.host().path().word(), word(OwnerId.channel(NIC)),
                Observations.word(vf.phase()), netdev.netdev().up() ? "up" : "down", netdev.mtu());
    }

    private String word(OwnerId owner) {
        return Observations.word(world.owners().of(owner).phase());
    }
}
