package io.netvscd.actors.machine.together;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.master.NetvscMaster;
import io.netvscd.actors.machine.vf.VirtualFunction;
import io.netvscd.actors.machine.watcher.PciHotplugWatcher;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Owners who tell each other things, as actors do: messages from one sender to one receiver keep their order, all
 * others are handled in an order drawn by a seed.
 */
final class Society {
    private record Timer(OwnerId owner, TimerName name) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return toString().compareTo(other.toString());
        }
    }

    private static final class Owner<S> {
        private final OwnerId id;
        private final Machine<S> machine;
        private S state;
        /** The states before its latest turns, the latest first: what a journal may have of it. */
        private final Deque<S> earlier = new ArrayDeque<>();

        Owner(OwnerId id, Machine<S> machine) {
            this.id = id;
            this.machine = machine;
            state = machine.initial(id);
        }

        Decision turn(Input input) {
            Decision decision = machine.decide(state, input);
            earlier.push(state);
            if (earlier.size() > UNWRITTEN_MAX) {
                earlier.removeLast();
            }
            state = machine.applyAll(state, decision.events());
            return decision;
        }

        void lose(int turns) {
            for (int i = 0; i < turns && !earlier.isEmpty(); i++) {
                state = earlier.pop();
            }
            earlier.clear();
        }
    }

    static final int UNWRITTEN_MAX = 3;

    private final Map<OwnerId, Owner<?>> owners = new TreeMap<>();
    private final Map<String, Deque<Runnable>> mail = new TreeMap<>();
    private final Map<Timer, Long> timers = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    /** Some owner has lost turns: it may be told what it has no use for. */
    private boolean forgetful;
    private final Random random;
    private final BiConsumer<OwnerId, Action> edge;

    Society(Random random, BiConsumer<OwnerId, Action> edge) {
        this.random = random;
        this.edge = edge;
    }

    /** Everything that happened, for the message of a failure. */
    List<String> log() {
        return log;
    }

    List<String> refusals() {
        return refusals;
    }

    /** What an owner knows; null before its first turn. */
    <S> S state(OwnerId id, Class<S> type) {
        Owner<?> owner = owners.get(id);
        return owner == null ? null : type.cast(owner.state);
    }

    /** Puts something into the queue from {@code from} to {@code to}. */
    void send(String from, String to, Runnable deed) {
        mail.computeIfAbsent(from + " to " + to, any -> new ArrayDeque<>()).add(deed);
    }

    void tell(String from, OwnerId to, Input message) {
        send(from, to.toString(), () -> turn(to, message));
    }

    /** Loses what waits in a queue. */
    void lose(String from, String to) {
        mail.remove(from + " to " + to);
    }

    /** A crash: states survive in the journal, messages and timers do not. */
    void forgetMessagesAndTimers() {
        log.add("-- crash --");
        mail.clear();
        timers.clear();
    }

    /** One owner is recovered from a journal that lacks its latest turns, though they were acted on; its timers are gone. */
    void restart(OwnerId id, int lostTurns) {
        log.add("-- restart " + id + ", " + lostTurns + " turns lost --");
        timers.keySet().removeIf(timer -> timer.owner().equals(id));
        if (owners.containsKey(id)) {
            owners.get(id).lose(lostTurns);
            forgetful |= lostTurns > 0;
        }
    }

    /** Handles one message, of a queue drawn at random. */
    boolean step() {
        mail.values().removeIf(Deque::isEmpty);
        if (mail.isEmpty()) {
            return false;
        }
        List<Deque<Runnable>> queues = new ArrayList<>(mail.values());
        queues.get(random.nextInt(queues.size())).remove().run();
        return true;
    }

    void drain() {
        for (int steps = 0; step(); steps++) {
            if (steps > 10_000) {
                throw new AssertionError("it never comes to rest");
            }
        }
    }

    /** Fires one pending timer, drawn at random. */
    void fireOne() {
        List<Timer> pending = new ArrayList<>(timers.keySet());
        if (!pending.isEmpty()) {
            fire(pending.get(random.nextInt(pending.size())));
        }
    }

    void fireAll() {
        new ArrayList<>(timers.keySet()).forEach(this::fire);
    }

    void say(String what) {
        log.add("-- " + what + " --");
    }

    private void fire(Timer timer) {
        Long generation = timers.remove(timer);
        if (generation != null) {
            tell("clock", timer.owner(), new TimerFired(timer.name(), generation));
        }
    }

    /** Handles a message before any other. */
    void turn(OwnerId to, Input input) {
        Decision decision = owners.computeIfAbsent(to, Society::newOwner).turn(input);
        log.add(shorter(to + " <- " + input + "\n        " + decision));
        if (decision.reason() != null && decision.reason().startsWith("refused: ") && !forgetful) {
            refusals.add(to + " <- " + input + ": " + decision.reason());
        }
        for (Action action : decision.actions()) {
            if (action instanceof Action.Tell tell && tell.to().kind() != OwnerId.Kind.CHANNEL) {
                tell(to.toString(), tell.to(), tell.message());
            } else if (action instanceof Action.StartTimer start) {
                timers.put(new Timer(to, start.timer()), start.generation());
            } else if (action instanceof Action.CancelTimer cancel) {
                timers.remove(new Timer(to, cancel.timer()));
            } else {
                edge.accept(to, action);
            }
        }
    }

    /** What differs from record to record, without the rest. */
    private static String shorter(String text) {
        return text.replaceAll(", checkpoint=Checkpoint.*?]]]", "")
                .replaceAll("Netdev\\[ifindex=(\\d+),.*?(up=\\w+), (carrier=\\w+), (mtu=\\d+).*?]",
                        "Netdev[$1 $2 $3 $4]")
                .replaceAll("NicFacts\\[nic=(\\w+).*?]", "$1");
    }

    private static Owner<?> newOwner(OwnerId id) {
        return switch (id.kind()) {
            case WATCHER -> new Owner<>(id, new PciHotplugWatcher());
            case VF -> new Owner<>(id, new VirtualFunction());
            case MASTER -> new Owner<>(id, new NetvscMaster());
            case CHANNEL -> throw new IllegalArgumentException("the host's side is played: " + id);
        };
    }
}
