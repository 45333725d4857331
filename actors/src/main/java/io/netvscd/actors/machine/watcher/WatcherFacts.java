package io.netvscd.actors.machine.watcher;

import io.netvscd.actors.machine.watcher.WatcherState.Draft;
import io.netvscd.journal.vocabulary.WatcherEvent;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What each event of the watcher makes of its state. */
final class WatcherFacts {
    private static final Map<Class<? extends WatcherEvent>, BiConsumer<Draft, WatcherEvent>> EFFECTS = new IdentityHashMap<>();

    static {
        watch();
        netdevs();
        functions();
    }

    private WatcherFacts() {
    }

    static WatcherState apply(WatcherState state, WatcherEvent event) {
        BiConsumer<Draft, WatcherEvent> effect = EFFECTS.get(event.getClass());
        if (effect == null) {
            throw new IllegalArgumentException("not known to the watcher: " + event);
        }
        Draft next = new Draft(state);
        effect.accept(next, event);
        return next.done();
    }

    private static void watch() {
        // A new watch knows nothing but which VFs an earlier life told of: their owners must hear what became of them.
        effect(WatcherEvent.WatchBegun.class, (next, event) -> {
            next.phase = WatcherPhase.DUMPING;
            next.watch++;
            next.nics = event.nics();
            next.netdevs().clear();
            next.vfs().replaceAll((ifindex, vf) -> vf.ofEarlierLife());
            next.functions().clear();
            next.settled().clear();
            next.idle().clear();
            next.sinceRequest().clear();
        });
        effect(WatcherEvent.WatchEnded.class, (next, event) -> enter(next, WatcherPhase.STOPPED));
        effect(WatcherEvent.DumpTaken.class, (next, event) -> enter(next, WatcherPhase.WATCHING));
        effect(WatcherEvent.DumpAwaited.class, (next, event) -> {
            if (next.phase == WatcherPhase.WATCHING) {
                enter(next, WatcherPhase.RESYNCING);
            }
        });
    }

    private static void enter(Draft next, WatcherPhase phase) {
        next.phase = phase;
        next.sinceRequest().clear();
    }

    private static void netdevs() {
        effect(WatcherEvent.NetdevNoted.class, (next, event) -> {
            next.netdevs().put(event.netdev().ifindex(), event.netdev());
            touch(next, event.netdev().ifindex());
        });
        effect(WatcherEvent.NetdevForgotten.class, (next, event) -> {
            next.netdevs().remove(event.ifindex());
            VfSighting vf = next.vfs().remove(event.ifindex());
            if (vf != null) {
                remember(next, vf);
            }
            touch(next, event.ifindex());
        });
        effect(WatcherEvent.VfRecognised.class, (next, event) -> {
            next.vfs().put(event.ifindex(), new VfSighting(event.nic(), event.vf(), event.generation(), false));
            next.lastGeneration = event.generation();
        });
    }

    /** Of each owner the latest alone, and of all no more than a few. */
    private static void remember(Draft next, VfSighting vf) {
        next.vanished().put(vf.generation(), vf.owner());
        while (Collections.frequency(next.vanished().values(), vf.owner()) > 1) {
            next.vanished().values().remove(vf.owner());
        }
        if (next.vanished().size() > WatcherState.VANISHED_MAX) {
            next.vanished().remove(next.vanished().firstKey());
        }
    }

    private static void touch(Draft next, int ifindex) {
        if (next.phase == WatcherPhase.DUMPING || next.phase == WatcherPhase.RESYNCING) {
            next.sinceRequest().add(ifindex);
        }
    }

    private static void functions() {
        effect(WatcherEvent.FunctionNoted.class, (next, event) -> next.functions().put(event.pciAddress(), event.slot()));
        effect(WatcherEvent.FunctionForgotten.class, (next, event) -> {
            next.functions().remove(event.pciAddress());
            next.settled().remove(event.pciAddress());
        });
        effect(WatcherEvent.FunctionIdleTold.class, (next, event) -> next.idle().add(event.pciAddress()));
        effect(WatcherEvent.FunctionServedTold.class, (next, event) -> next.idle().remove(event.pciAddress()));
        effect(WatcherEvent.RoundEnded.class, (next, event) -> next.settled().addAll(next.functions().keySet()));
    }

    /** An effect is found by the class of its event, so that class need not be checked again. */
    @SuppressWarnings("unchecked")
    private static <E extends WatcherEvent> void effect(Class<E> type, BiConsumer<Draft, E> effect) {
        EFFECTS.put(type, (BiConsumer<Draft, WatcherEvent>) effect);
    }
}
