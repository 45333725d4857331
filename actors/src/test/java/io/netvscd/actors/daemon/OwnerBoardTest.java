package io.netvscd.actors.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerBoardTest {
    private final OwnerBoard board = new OwnerBoard();

    @Test
    void whatAnOwnerKnowsFromAnotherLifeIsNoStateOfThisOne() {
        board.ready(OwnerId.WATCHER, "remembered");

        assertThat(board.state(OwnerId.WATCHER)).isEqualTo("remembered");
        assertThat(board.livedState(OwnerId.WATCHER)).isNull();

        board.decided(new TransitionRecord(new Stamp(2, 1, 1, 1), OwnerId.WATCHER, new WatcherInput.OperatorMark("begun"), List.of(), List.of(),
                "a mark", null), "lived");

        assertThat(board.livedState(OwnerId.WATCHER)).isEqualTo("lived");
    }
}
