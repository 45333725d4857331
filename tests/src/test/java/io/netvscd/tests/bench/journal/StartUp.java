package io.netvscd.tests.bench.journal;

import io.netvscd.actors.daemon.Machines;
import io.netvscd.actors.owner.MachineStates;
import io.netvscd.datapath.linux.NetworkNamespace;
import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.RetentionRules;
import io.netvscd.journal.store.Snapshots;
import io.netvscd.journal.store.StoreOptions;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * How long a daemon takes to know again what it knew: from the start of its process until every owner has recovered, the kernel's devices have
 * been compared with what they know, and the channel to the host is open.
 */
final class StartUp {
    private static final int BATCH = 256;
    private static final Pattern READY = Pattern.compile("ready (\\d+) ms");

    private StartUp() {
    }

    /** Makes a journal of so many records, of all owners of an incident over many lives, with snapshots. */
    static void prepare(Path folder, Load load, long records) throws IOException, InterruptedException {
        try (JournalStore store = JournalStore.open(folder, StoreOptions.PATIENT)) {
            store.keepUp(RetentionRules.NONE, new MachineStates(Machines::of), Duration.ZERO);
            TransitionRecord[] batch = new TransitionRecord[BATCH];
            for (long next = 0; next < records; next += BATCH) {
                for (int i = 0; i < BATCH; i++) {
                    batch[i] = load.lived(next + i);
                }
                store.append(batch);
            }
            store.append(List.of()).toCompletableFuture().join();
            for (OwnerId owner : load.owners()) {
                awaitSnapshot(store, owner.toString(), records);
            }
        }
    }

    /** Waits for the snapshot at the end of the last chapter: its owner is nearly as far in it as it will be in the end. */
    private static void awaitSnapshot(JournalStore store, String owner, long records) throws InterruptedException {
        long ended = records / Chapter.RECORDS * Chapter.RECORDS;
        long late = store.highestSequenceNr(owner) * Math.max(0, ended - Chapter.RECORDS / 2) / records;
        Snapshots.Range newest = new Snapshots.Range(late, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
        while (ended > 0 && store.snapshots().newest(owner, newest).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Opens the journal in this process, which has done nothing else; then starts the daemon on it, where that may be. */
    static List<Measured> measure(Path folder) throws Exception {
        List<Measured> measured = new ArrayList<>();
        long openedNs = System.nanoTime();
        JournalStore.open(folder).close();
        measured.add(Measured.time("open", System.nanoTime() - openedNs));
        try (NetworkNamespace guest = NetworkNamespace.create("start")) {
            measured.add(Measured.time("start", TimeUnit.MILLISECONDS.toNanos(daemonReadyMs(guest, folder))));
        } catch (TestAbortedException notHere) {
            System.err.println("  no start-up of a daemon: " + notHere.getMessage());
        }
        return measured;
    }

    private static long daemonReadyMs(NetworkNamespace guest, Path journal) throws IOException, InterruptedException {
        Path config = Files.writeString(journal.resolveSibling("netvscd.conf"), """
                netvscd {
                  journal { dir = "%s" }
                  control { socket = "%s" }
                  nics = [ { name = eth0, mac = "00:15:5d:0a:00:01", synthetic { type = embedded, uplink = loopback }, vf { devices = any } } ]
                }
                """.formatted(journal, journal.resolveSibling("control.sock")));
        Process daemon = new ProcessBuilder("ip", "netns", "exec", guest.name(), "./netvscd", "run", "-c", config.toString())
                .redirectErrorStream(true).start();
        try (BufferedReader log = daemon.inputReader()) {
            return log.lines().map(READY::matcher).filter(Matcher::find).findFirst().map(ready -> Long.parseLong(ready.group(1)))
                    .orElseThrow(() -> new IOException("the daemon ended before it was ready"));
        } finally {
            daemon.destroy();
            daemon.waitFor();
        }
    }
}
