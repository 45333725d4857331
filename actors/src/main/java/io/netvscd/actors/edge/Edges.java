package io.netvscd.actors.edge;

import io.netvscd.actors.owner.ActionRunner;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All edges: those that serve every NIC, and those of one NIC each. */
public final class Edges implements ActionRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Edges.class);

    private final Map<Class<? extends Action>, Edge> common = new ConcurrentHashMap<>();
    private final Map<String, Map<Class<? extends Action>, Edge>> byNic = new ConcurrentHashMap<>();

    /** An edge for actions of any owner. */
    public Edges with(Edge edge) {
        edge.actions().forEach(type -> common.put(type, edge));
        return this;
    }

    /** Edges for actions of one NIC's owners; they come before the common ones. */
    public Edges with(String nic, Collection<? extends Edge> edges) {
        Map<Class<? extends Action>, Edge> own = byNic.computeIfAbsent(nic, absent -> new ConcurrentHashMap<>());
        edges.forEach(edge -> edge.actions().forEach(type -> own.put(type, edge)));
        return this;
    }

    @Override
    public void run(OwnerId owner, Action action) {
        Edge shared = common.get(action.getClass());
        Edge edge = byNic.getOrDefault(owner.nic(), Map.of()).getOrDefault(action.getClass(), shared);
        if (edge == null) {
            LOG.error("{}: nobody carries out {}", owner, action);
            return;
        }
        try {
            edge.carryOut(owner, action);
        } catch (RuntimeException failed) {
            LOG.error("{}: {} failed", owner, action, failed);
        }
    }
}
