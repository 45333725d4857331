package io.netvscd.actors.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.OwnerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the tests of every machine share. A subclass names its machine and writes its tests with {@link #given()}; large
 * ones split their tests over nested classes. Afterwards every run is replayed, every row of the table must have been
 * taken, every pair without a row must be refused, and the committed page must show the table.
 *
 * <pre>{@code
 * class VirtualFunctionTest extends MachineTest<VfState> {
 *     VirtualFunctionTest() {
 *         super(VirtualFunction::new, OwnerId.vf("eth0", "0002:00:02.0"));
 *     }
 *
 *     @Test
 *     void waitsForItsMasterOnceSeen() {
 *         given().on(new VfAppeared(1, NETDEV, 100)).decides(...).orders(...).inPhase(Phase.PRESENT);
 *     }
 * }
 * }</pre>
 *
 * @param <S> the machine's state
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MachineTest<S> {
    private final Supplier<? extends Machine<S>> fresh;
    private final OwnerId owner;
    private final RowCoverage<S> coverage = new RowCoverage<>();
    private final List<MachineRun<S>> runs = new ArrayList<>();

    protected MachineTest(Supplier<? extends Machine<S>> fresh, OwnerId owner) {
        this.fresh = fresh;
        this.owner = owner;
    }

    /** A new life of the machine, in its initial state. */
    protected final MachineRun<S> given() {
        MachineRun<S> run = new MachineRun<>(fresh, owner, coverage);
        runs.add(run);
        return run;
    }

    @Test
    void decidesForItsOwnKindOfOwner() {
        assertThat(fresh.get().kind()).isEqualTo(owner.kind());
    }

    /** {@code -Dnetvscd.regenerate=true} writes the page instead. */
    @Test
    void itsCommittedPageShowsItsTable() throws IOException {
        Transitions<?, S> transitions = fresh.get().transitions();
        Path page = Path.of(System.getProperty("basedir", ".")).resolve("docs/state/" + transitions.machine() + ".md");
        if (Boolean.getBoolean("netvscd.regenerate")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, StateDiagram.page(transitions));
        }
        assertThat(page).as("written by -Dnetvscd.regenerate=true").exists();
        assertThat(Files.readString(page)).as("%s, written anew by -Dnetvscd.regenerate=true", page)
                .isEqualTo(StateDiagram.page(transitions));
    }

    @AfterEach
    void everyRunReplaysItself() {
        try {
            runs.forEach(MachineRun::replays);
        } finally {
            runs.clear();
        }
    }

    @AfterAll
    void everyRowWasTakenAndEveryOtherPairIsRefused() {
        if (System.getProperty("test", "").contains("#")) {
            return; // Only some of the tests ran.
        }
        Transitions<?, S> transitions = fresh.get().transitions();
        assertThat(coverage.untaken(transitions)).as("rows of %s that no test took", transitions.machine()).isEmpty();
        assertThat(coverage.unrefused(transitions)).as("pairs without a row that are not refused").isEmpty();
    }
}
