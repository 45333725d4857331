package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.vocabulary.Stamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * However much is written, the files have no more than they may, and room is made again and again. The writer goes as fast as the disk
 * takes it, and waits while nearly all is used: a disk can take more than retention gives back. {@code -Dnetvscd.transitions=10000000} for
 * more; whatever the number, half as many octets again are written as there is room for, or more.
 */
@Timeout(3_600)
class GrowthTest {
    private static final long LIMIT = 2 * RetentionRules.MIN_BYTES;
    /** Two chapters above where retention begins; the rest is for what LevelDB writes anew before it deletes the old. */
    private static final long NEARLY_ALL = LIMIT / 16 * 13;
    private static final int BATCH = 512;

    @TempDir(factory = FastDisk.class)
    private Path folder;

    @Test
    void itsFilesNeverHaveMoreThanTheyMay() throws Exception {
        long transitions = Long.getLong("netvscd.transitions", 60_000);
        int octets = (int) Math.max(60, LIMIT / 2 * 3 / transitions);
        Random random = new Random(1);
        long most = 0;
        long startNs = System.nanoTime();
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            store.keepUp(new RetentionRules(Long.MAX_VALUE, LIMIT, 0, 0, 0), OwnerStates.NONE, Duration.ZERO);
            CompletableFuture<Ack> before = CompletableFuture.completedFuture(Ack.DURABLE);
            for (long tick = 1; tick <= transitions; tick += BATCH) {
                long last = Math.min(transitions, tick + BATCH - 1);
                CompletableFuture<Ack> written = store.append(LongStream.rangeClosed(tick, last).mapToObj(each ->
                        entry(each, octets, random)).toList()).toCompletableFuture();
                assertThat(before.join()).isEqualTo(Ack.DURABLE);
                before = written;
                most = Math.max(most, store.bytes());
                while (store.bytes() > NEARLY_ALL) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            }
            assertThat(before.join()).isEqualTo(Ack.DURABLE);
            long gone = store.cuts().stream().mapToLong(Cut::records).sum();
            assertThat(store.health().records() + gone).isEqualTo(transitions);
            assertThat(gone).isPositive();
        }
        System.out.printf("%,d transitions of %d octets in %,d s: %,d KiB at most of %,d%n", transitions, octets,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs), most >> 10, LIMIT >> 10);
        assertThat(most).isLessThanOrEqualTo(LIMIT);
        assertThat(JournalVerifier.verify(folder).damages()).isEmpty();
    }

    private static Entry entry(long tick, int octets, Random random) {
        byte[] payload = new byte[octets];
        random.nextBytes(payload);
        return new Entry("master/eth0", tick, "", 1, "test", "", new Stamp(1, tick, tick, 1_790_000_000_000L + tick), payload);
    }
}
