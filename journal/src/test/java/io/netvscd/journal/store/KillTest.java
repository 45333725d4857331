package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that appends is killed, over and over, on the same journal: by kill -9 at random moments, and at chosen points of a commit.
 * {@code -Dnetvscd.kills=1000 -Dnetvscd.seed=N} for more.
 */
@Timeout(3_600)
class KillTest {
    private static final List<String> POINTS =
            List.of("none", "before-write", "none", "during-write", "after-sync", "none", "snapshot", "compaction");

    @TempDir
    private Path folder;
    @TempDir
    private Path scratch;
    private final Set<Long> acknowledged = new HashSet<>();

    @Test
    void losesNothingThatItAcknowledgedHoweverItIsKilled() throws Exception {
        int kills = Integer.getInteger("netvscd.kills", 50);
        long seed = Long.getLong("netvscd.seed", 20_261_101);
        Random random = new Random(seed);
        long next = 1;
        for (int i = 0; i < kills; i++) {
            String point = POINTS.get(i % POINTS.size());
            runAndKill(next, point, 1 + random.nextInt(60));
            next = check("kill " + i + " at " + point + ", seed " + seed) + 1;
        }
        assertThat(scratch).as("the temporary folder of processes that were killed").isEmptyDirectory();
        System.out.println(kills + " kills (seed " + seed + "): " + acknowledged.size() + " acknowledged records, none lost");
    }

    private void runAndKill(long firstTick, String point, int commits) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Xmx128m", "-Djava.io.tmpdir=" + scratch, "-cp", System.getProperty("java.class.path"), KilledWriter.class.getName(),
                folder.toString(), Long.toString(firstTick), point, Integer.toString(commits))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.equals("open")) {
                    acknowledged.add(Long.parseLong(line));
                }
                if (point.equals("none") && seen++ == commits) {
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Opens what is left, compares it with what was acknowledged, and gives the highest tick in it. */
    private long check(String what) {
        List<Long> ticks = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(folder)) {
            reader.forEach(each -> ticks.add(each.entry().stamp().tick()));
        }
        Set<Long> there = new HashSet<>(ticks);
        assertThat(there).as(what + ": duplicates").hasSameSizeAs(ticks);
        assertThat(there.containsAll(acknowledged)).as(what + ": an acknowledged record is lost").isTrue();
        return there.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
