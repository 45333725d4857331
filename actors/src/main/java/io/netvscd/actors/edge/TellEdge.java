package io.netvscd.actors.edge;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.Set;

/** One owner tells another. */
public final class TellEdge implements Edge {
    private final Post post;

    public TellEdge(Post post) {
        this.post = post;
    }

    @Override
    public Set<Class<? extends Action>> actions() {
        return Set.of(Action.Tell.class);
    }

    @Override
    public void carryOut(OwnerId owner, Action action) {
        Action.Tell tell = (Action.Tell) action;
        post.tell(tell.to(), tell.message());
    }
}
