package io.netvscd.actors.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.daemon.Engine;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An owner whose shell fails while traffic flows: recovered from its journal, the NIC is on its VF again, and frames go on. */
@Timeout(240)
class SupervisionTest {
    private static final long LOOK_MS = 20;
    private static final int FRAMES_AFTERWARDS = 1000;

    @TempDir
    Path journal;

    private final Witness witness = new Witness();
    private final AtomicReference<OwnerId.Kind> victim = new AtomicReference<>();
    private Engine engine;
    private DemoWorld world;

    @BeforeEach
    void begin() throws Exception {
        engine = Engine.open(journal);
        engine.board().follow(witness::hear);
        engine.board().watch(this::trip);
        world = new DemoWorld(engine);
    }

    @AfterEach
    void end() {
        engine.close();
    }

    private void trip(TransitionRecord turn) {
        if (victim.compareAndSet(turn.owner().kind(), null)) {
            throw new IllegalStateException("an observer that fails takes its owner's shell down");
        }
    }

    @ParameterizedTest
    @EnumSource(OwnerId.Kind.class)
    void anOwnerThatFailsIsRecoveredAndFramesGoOn(OwnerId.Kind kind) throws Exception {
        world.begin();
        witness.await("the channel opens", 0, turn -> turn.events().stream()
                .anyMatch(MasterEvent.SyntheticOpened.class::isInstance));
        world.traffic(true);
        world.plugVf();
        awaitVfInUse(0);

        long failedAt = witness.last().stamp().tick();
        victim.set(kind);
        engine.post().tell(owner(kind), anyInput(kind));
        awaitVfInUse(failedAt);

        int recovered = world.traffic().sent();
        awaitBack(recovered + FRAMES_AFTERWARDS);
        world.traffic(false);
        awaitBack(world.traffic().sent());
        assertThat(world.traffic().missing(recovered, world.traffic().sent())).as("lost once it was recovered").isZero();
        assertThat(world.traffic().duplicates()).isZero();
        boolean alone = kind == OwnerId.Kind.VF || kind == OwnerId.Kind.WATCHER;
        assertThat(witness.find(failedAt, SupervisionTest::beginsNic).isPresent()).as("master and channel begin again").isEqualTo(!alone);
    }

    private static boolean beginsNic(TransitionRecord turn) {
        return turn.input() instanceof MasterInput.MasterStarted || turn.input() instanceof ChannelInput.ChannelStarted;
    }

    /** Until the frame before this one is back. */
    private void awaitBack(int number) throws InterruptedException {
        while (world.traffic().firstUnderWay() < number) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    private OwnerId owner(OwnerId.Kind kind) {
        return engine.board().owners(owner -> owner.kind() == kind).get(0);
    }

    /** One that changes nothing: it is decided, and that is enough. */
    private static Input anyInput(OwnerId.Kind kind) {
        return switch (kind) {
            case MASTER -> new MasterInput.AdminChanged(true);
            case CHANNEL -> new ChannelInput.ReceiveModeRequested(true, false);
            case VF -> new VfInput.VfAddress(1, "10.0.0.4/24", false);
            case WATCHER -> new WatcherInput.OperatorMark("a mark");
        };
    }

    private TransitionRecord awaitVfInUse(long afterTick) throws InterruptedException {
        return witness.await("the path moves to the VF", afterTick, turn -> turn.events().stream()
                .anyMatch(event -> event instanceof MasterEvent.PathInUse use && use.path() == DataPath.VF));
    }
}
