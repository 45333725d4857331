package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a power cut can leave: between the folder as it was after one acknowledged commit and as it was after the next, every file may have
 * any part of its change. Each such folder must open and have everything acknowledged before.
 */
class TornWriteTest {
    @TempDir(factory = FastDisk.class)
    private Path scratch;

    @Test
    void aWriteTornAnywhereLeavesEverythingBeforeIt() throws IOException {
        List<Map<String, byte[]>> states = states(6);
        for (int acknowledged = 1; acknowledged < states.size(); acknowledged++) {
            Map<String, byte[]> before = states.get(acknowledged - 1);
            Map<String, byte[]> after = states.get(acknowledged);
            for (String name : after.keySet()) {
                if (name.endsWith(".log")) {
                    tear(before, name, after.get(name), acknowledged);
                }
            }
        }
    }

    @Test
    void aWitnessThatLagsIsNoDamage() throws IOException {
        List<Map<String, byte[]>> states = states(6);
        Map<String, byte[]> mixed = new TreeMap<>(states.get(5));
        mixed.put(HeadWitness.FILE, states.get(1).get(HeadWitness.FILE));
        assertThat(records(mixed)).isEqualTo(6);
    }

    @Test
    void aTornWitnessIsReadFromItsOtherSlot() throws IOException {
        List<Map<String, byte[]>> states = states(4);
        byte[] old = states.get(2).get(HeadWitness.FILE);
        byte[] torn = states.get(3).get(HeadWitness.FILE).clone();
        for (int i = 0; i < torn.length; i++) {
            byte[] cut = torn.clone();
            System.arraycopy(old, i, cut, i, old.length - i);
            Map<String, byte[]> mixed = new TreeMap<>(states.get(3));
            mixed.put(HeadWitness.FILE, cut);
            assertThat(records(mixed)).as("torn at " + i).isEqualTo(4);
        }
    }

    private void tear(Map<String, byte[]> before, String name, byte[] after, int acknowledged) throws IOException {
        byte[] old = before.get(name);
        int first = mismatch(old, after);
        int last = after.length;
        while (last > first && after[last - 1] == old[last - 1]) {
            last--;
        }
        for (int cut = first; cut < last; cut += 1 + (last - first) / 12) {
            byte[] torn = after.clone();
            System.arraycopy(old, cut, torn, cut, old.length - cut);
            Map<String, byte[]> mixed = new TreeMap<>(before);
            mixed.put(name, torn);
            assertThat(records(mixed)).as("commit %d torn at %d", acknowledged + 1, cut).isEqualTo(acknowledged);
        }
    }

    private static int mismatch(byte[] old, byte[] after) {
        assertThat(old).as("LevelDB maps its log ahead").hasSameSizeAs(after);
        return java.util.Arrays.mismatch(old, after);
    }

    /** The files after each of so many commits of one record. */
    private List<Map<String, byte[]>> states(int commits) throws IOException {
        List<Map<String, byte[]>> states = new ArrayList<>();
        Path folder = scratch.resolve("journal");
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            for (int tick = 1; tick <= commits; tick++) {
                store.append(Samples.at(1, tick)).toCompletableFuture().join();
                states.add(FolderImage.of(folder));
            }
        }
        return states;
    }

    /** Opens a folder of these files for writing, and counts what is in it. */
    private long records(Map<String, byte[]> files) throws IOException {
        Path folder = FolderImage.write(files, scratch.resolve("torn"));
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            return store.headPosition();
        }
    }
}
