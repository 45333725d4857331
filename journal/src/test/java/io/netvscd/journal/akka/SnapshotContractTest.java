package io.netvscd.journal.akka;

import static org.assertj.core.api.Assertions.assertThat;

import akka.persistence.DeleteSnapshotSuccess;
import akka.persistence.DeleteSnapshotsSuccess;
import akka.persistence.SaveSnapshotSuccess;
import akka.persistence.SelectedSnapshot;
import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotProtocol;
import akka.persistence.SnapshotSelectionCriteria;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Akka Persistence demands of a snapshot store: the checks of its technology compatibility kit, for JUnit. */
class SnapshotContractTest {
    private static final String OWNER = "master/eth0";

    @TempDir
    private Path folder;
    private PluginFixture plugins;
    private final List<SnapshotMetadata> saved = new ArrayList<>();

    @BeforeEach
    void saveFive() {
        plugins = new PluginFixture(folder);
        for (int i = 1; i <= 5; i++) {
            saved.add(save(new SnapshotMetadata(OWNER, i + 10, 0), "s-" + i));
            untilTheClockHasMoved(saved.get(i - 1).timestamp());
        }
    }

    @AfterEach
    void stop() {
        plugins.close();
    }

    @Test
    void loadsNothingOfAnotherOwner() {
        assertThat(load("master/none", SnapshotSelectionCriteria.latest())).isNull();
    }

    @Test
    void loadsNothingOutsideTheBounds() {
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(Long.MAX_VALUE, 100))).isNull();
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(7, Long.MAX_VALUE))).isNull();
    }

    @Test
    void loadsTheNewest() {
        assertThat(load(OWNER, SnapshotSelectionCriteria.latest())).isEqualTo("s-5");
    }

    @Test
    void loadsTheNewestWithinTheBounds() {
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(13, Long.MAX_VALUE))).isEqualTo("s-3");
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(13, saved.get(1).timestamp()))).isEqualTo("s-2");
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(Long.MAX_VALUE, saved.get(2).timestamp()))).isEqualTo("s-3");
    }

    @Test
    void deletesOneWhateverItsTime() {
        plugins.snapshots.tell(new SnapshotProtocol.DeleteSnapshot(new SnapshotMetadata(OWNER, 13, 0)), plugins.probe.getRef());
        plugins.probe.expectMsgClass(DeleteSnapshotSuccess.class);
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(13, Long.MAX_VALUE))).isEqualTo("s-2");
        assertThat(load(OWNER, SnapshotSelectionCriteria.latest())).isEqualTo("s-5");
    }

    @Test
    void deletesAllWithinTheBounds() {
        delete(SnapshotSelectionCriteria.create(13, saved.get(2).timestamp()));
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(13, Long.MAX_VALUE))).isNull();
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(14, Long.MAX_VALUE))).isEqualTo("s-4");
    }

    @Test
    void deletesNothingThatIsNewerThanTheBound() {
        delete(SnapshotSelectionCriteria.create(13, saved.get(0).timestamp() - 1));
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(13, Long.MAX_VALUE))).isEqualTo("s-3");
    }

    @Test
    void aSecondSnapshotOfTheSameNumberTakesThePlaceOfTheFirst() {
        save(new SnapshotMetadata(OWNER, 15, 0), "s-5 again");
        assertThat(load(OWNER, SnapshotSelectionCriteria.create(15, Long.MAX_VALUE))).isEqualTo("s-5 again");
    }

    @Test
    void keepsLargeSnapshotsOverARestart() {
        String large = "x".repeat(100_000);
        save(new SnapshotMetadata(OWNER, 100, 0), large);
        stop();
        plugins = new PluginFixture(folder);
        assertThat(load(OWNER, SnapshotSelectionCriteria.latest())).isEqualTo(large);
    }

    /** Akka stamps snapshots by the clock, whatever the caller says. */
    private static void untilTheClockHasMoved(long lastMs) {
        while (System.currentTimeMillis() <= lastMs) {
            Thread.onSpinWait();
        }
    }

    private SnapshotMetadata save(SnapshotMetadata metadata, String state) {
        plugins.snapshots.tell(new SnapshotProtocol.SaveSnapshot(metadata, state), plugins.probe.getRef());
        return plugins.probe.expectMsgClass(SaveSnapshotSuccess.class).metadata();
    }

    private void delete(SnapshotSelectionCriteria criteria) {
        plugins.snapshots.tell(new SnapshotProtocol.DeleteSnapshots(OWNER, criteria), plugins.probe.getRef());
        plugins.probe.expectMsgClass(DeleteSnapshotsSuccess.class);
    }

    /** The state loaded, null if there is none. */
    private Object load(String owner, SnapshotSelectionCriteria criteria) {
        plugins.snapshots.tell(new SnapshotProtocol.LoadSnapshot(owner, criteria, Long.MAX_VALUE), plugins.probe.getRef());
        SnapshotProtocol.LoadSnapshotResult result = plugins.probe.expectMsgClass(SnapshotProtocol.LoadSnapshotResult.class);
        SelectedSnapshot snapshot = result.snapshot().getOrElse(() -> null);
        return snapshot == null ? null : snapshot.snapshot();
    }
}
