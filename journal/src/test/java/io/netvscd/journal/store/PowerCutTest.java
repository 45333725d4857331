package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.Samples;
import io.netvscd.journal.format.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails between any two moments of a run of commits, compactions and restarts: of what was written in between, any sector may be
 * on the disk and any may not, of a new file any part, of a removed one all or nothing. What is left opens with everything acknowledged
 * before, or is refused with a reason; it never opens with less. {@code -Dnetvscd.cuts.power=100000 -Dnetvscd.seed=N} for more.
 */
@Timeout(3_600)
class PowerCutTest {
    private static final int SECTOR_BYTES = 512;
    private static final int RESTARTS = 4;
    private static final int COMMITS = 8;
    /** Renamed into place or written before anything is acknowledged: one state or the other. */
    private static final Set<String> WHOLE = Set.of("CURRENT", "FORMAT");

    /** The files at one moment, and how many records had been acknowledged by then. */
    private record Moment(long acknowledged, Map<String, byte[]> files) {
    }

    @TempDir(factory = FastDisk.class)
    private Path scratch;
    private final List<Moment> moments = new ArrayList<>();

    @Test
    void nothingAcknowledgedIsLostInSilence() throws IOException {
        live(scratch.resolve("journal"));
        long seed = Long.getLong("netvscd.seed", 20_261_127);
        Random random = new Random(seed);
        int cuts = Integer.getInteger("netvscd.cuts.power", 300);
        int refused = 0;
        for (int i = 0; i < cuts; i++) {
            int at = i % (moments.size() - 1);
            Moment before = moments.get(at);
            Map<String, byte[]> left = left(before.files(), moments.get(at + 1).files(), random);
            refused += isRefused(left, before.acknowledged(), "cut " + i + " after moment " + at + ", seed " + seed) ? 1 : 0;
        }
        System.out.println(cuts + " power cuts (seed " + seed + ") at " + (moments.size() - 1) + " places: " + refused + " refused, "
                + (cuts - refused) + " opened with everything acknowledged");
        assertThat(refused).isLessThan(cuts / 2);
    }

    private void live(Path folder) throws IOException {
        long tick = 0;
        for (int life = 0; life < RESTARTS; life++) {
            try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
                note(tick, folder);
                for (int i = 0; i < COMMITS; i++) {
                    assertThat(store.append(Samples.at(1, ++tick)).toCompletableFuture().join()).isEqualTo(Ack.DURABLE);
                    note(tick, folder);
                }
                store.database().read(open -> {
                    open.compact(Keys.Kind.DELETED.start(), Keys.Kind.CHAPTER.start());
                    return null;
                });
                note(tick, folder);
            }
            note(tick, folder);
        }
    }

    private void note(long acknowledged, Path folder) throws IOException {
        moments.add(new Moment(acknowledged, FolderImage.of(folder)));
    }

    private static Map<String, byte[]> left(Map<String, byte[]> before, Map<String, byte[]> after, Random random) {
        Map<String, byte[]> left = new TreeMap<>();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            byte[] octets = left(name, before.get(name), after.get(name), random);
            if (octets != null) {
                left.put(name, octets);
            }
        }
        return left;
    }

    /** @return null where the file is not there */
    private static byte[] left(String name, byte[] before, byte[] after, Random random) {
        if (before == null && random.nextInt(4) == 0) {
            return null;
        } else if (after == null || before != null && WHOLE.contains(name)) {
            return random.nextBoolean() ? before : after;
        }
        byte[] old = before == null ? new byte[0] : before;
        byte[] mixed = Arrays.copyOf(after, random.nextInt(3) == 0 ? shorter(old.length, after.length, random) : after.length);
        if (random.nextBoolean()) {
            for (int from = 0; from < mixed.length; from += SECTOR_BYTES) {
                if (random.nextBoolean()) {
                    int to = Math.min(mixed.length, from + SECTOR_BYTES);
                    for (int i = from; i < to; i++) {
                        mixed[i] = i < old.length ? old[i] : 0;
                    }
                }
            }
        }
        return mixed;
    }

    private static int shorter(int oldLength, int newLength, Random random) {
        return Math.min(oldLength, newLength) + random.nextInt(Math.abs(newLength - oldLength) + 1);
    }

    private boolean isRefused(Map<String, byte[]> files, long acknowledged, String what) throws IOException {
        Path folder = FolderImage.write(files, scratch.resolve("left"));
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            long head = store.headPosition();
            assertThat(head).as(what).isGreaterThanOrEqualTo(acknowledged);
            List<Long> ticks = store.byTick().map(each -> each.stamp().tick()).toList();
            assertThat(ticks).as(what).isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
            return false;
        } catch (StoreRefused | JournalDamaged e) {
            assertThat(e).as(what).hasMessageMatching("(?s).+");
            return true;
        }
    }
}
