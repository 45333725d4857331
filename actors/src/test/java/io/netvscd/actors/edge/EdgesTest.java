package io.netvscd.actors.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgesTest {
    private static final OwnerId ETH0 = OwnerId.master("eth0");

    private final List<String> done = new ArrayList<>();

    @Test
    void aNicsOwnEdgeComesBeforeTheCommonOne() {
        Edges edges = new Edges().with(edge("common")).with("eth0", List.of(edge("own")));

        edges.run(ETH0, new Action.RequestDump());
        edges.run(OwnerId.master("eth1"), new Action.RequestDump());

        assertThat(done).containsExactly("own", "common");
    }

    @Test
    void anEdgeThatFailsAndAnActionThatNobodyKnowsDoNotHarmTheOwner() {
        Edges edges = new Edges().with(failing());

        assertThatCode(() -> edges.run(ETH0, new Action.RequestDump())).doesNotThrowAnyException();
        assertThatCode(() -> edges.run(ETH0, new Action.AwaitOffer())).doesNotThrowAnyException();
    }

    @Test
    void whatOneOwnerTellsAnotherGoesToThePost() {
        List<OwnerId> receivers = new ArrayList<>();
        List<Input> messages = new ArrayList<>();
        TellEdge edge = new TellEdge((to, input) -> {
            receivers.add(to);
            messages.add(input);
        });

        edge.carryOut(OwnerId.WATCHER, new Action.Tell(ETH0, new MasterInput.MasterStop()));

        assertThat(receivers).containsExactly(ETH0);
        assertThat(messages).containsExactly(new MasterInput.MasterStop());
    }

    private Edge edge(String name) {
        return new Edge() {
            @Override
            public Set<Class<? extends Action>> actions() {
                return Set.of(Action.RequestDump.class);
            }

            @Override
            public void carryOut(OwnerId owner, Action action) {
                done.add(name);
            }
        };
    }

    private static Edge failing() {
        return new Edge() {
            @Override
            public Set<Class<? extends Action>> actions() {
                return Set.of(Action.RequestDump.class);
            }

            @Override
            public void carryOut(OwnerId owner, Action action) {
                throw new IllegalStateException("defect");
            }
        };
    }
}
