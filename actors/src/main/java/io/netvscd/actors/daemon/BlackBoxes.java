package io.netvscd.actors.daemon;

import io.netvscd.datapath.blackbox.BlackBox;
import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.datapath.blackbox.BlackBoxReader;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.journal.store.DiskSpace;
import io.netvscd.journal.store.StoreOptions;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The black boxes of all NICs, beside the journal: {@code blackbox/NIC.nvbb} while the daemon lives, and frozen copies
 * {@code blackbox/NIC-EPOCH-TICK.nvbb} of the moments when an incident opened. Whatever goes wrong with one is logged; the network goes on.
 */
final class BlackBoxes implements AutoCloseable {
    /** Frames kept for each port of a NIC. */
    static final int SLOTS = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(BlackBoxes.class);
    private static final long END_SECONDS = 5;

    private final FrozenBoxes frozen;
    private final long bootEpoch;
    private final LongSupplier tick;
    private final Map<String, BlackBox> boxes = new ConcurrentHashMap<>();
    private final Set<String> freezing = ConcurrentHashMap.newKeySet();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "blackbox");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param bootEpoch of this life of the daemon
     * @param tick      the last tick that was given out
     */
    BlackBoxes(Path journalFolder, long bootEpoch, LongSupplier tick) {
        frozen = new FrozenBoxes(journalFolder.resolve("blackbox"));
        this.bootEpoch = bootEpoch;
        this.tick = tick;
    }

    /** What shall see the frames of a NIC; before its datapath runs. What an earlier life left behind is frozen first. */
    FrameWitness open(String nic) {
        try {
            Path live = frozen.live(nic);
            keepWhatWasLeft(nic, live);
            BlackBox box = BlackBox.create(live, nic, bootEpoch, SLOTS, tick);
            boxes.put(nic, box);
            return box;
        } catch (IOException e) {
            LOG.warn("no black box for {}: {}", nic, e.getMessage());
            return FrameWitness.NONE;
        }
    }

    /** Looks whether a turn opens an incident; on an owner's thread, so the copy is made on another. */
    void hear(TransitionRecord turn) {
        if (!Incidents.opens(turn) || writer.isShutdown()) {
            return;
        }
        String nic = turn.owner().nic();
        for (String each : nic.isEmpty() ? boxes.keySet() : Set.of(nic)) {
            BlackBox box = boxes.get(each);
            if (box != null && freezing.add(each)) {
                writer.execute(() -> freeze(each, box, turn.stamp()));
            }
        }
    }

    private void freeze(String nic, BlackBox box, Stamp stamp) {
        try {
            leaveRoomForTheJournal(frozen.live(nic));
            box.freeze(frozen.name(nic, stamp.bootEpoch(), stamp.tick()));
            frozen.keepTheNewest(nic);
        } catch (IOException e) {
            LOG.warn("the black box of {} could not be frozen at tick {}: {}", nic, stamp.tick(), e.getMessage());
        } finally {
            freezing.remove(nic);
        }
    }

    private static void leaveRoomForTheJournal(Path live) throws IOException {
        long left = DiskSpace.freeBytes(Files.getFileStore(live)) - Files.size(live);
        if (left < 2 * StoreOptions.DEFAULT.reserveBytes()) {
            throw new IOException("what is left of the disk is for the journal");
        }
    }

    /** A daemon that ends in order removes its live boxes, so this one was killed. */
    private void keepWhatWasLeft(String nic, Path live) throws IOException {
        if (!Files.exists(live)) {
            return;
        }
        long last = 0;
        try {
            last = BlackBoxReader.read(live).frames().stream().mapToLong(BlackBoxFrame::tick).max().orElse(0);
        } catch (IOException unreadable) {
            LOG.warn("an earlier life left a black box that cannot be read: {}", unreadable.getMessage());
        }
        Files.move(live, frozen.name(nic, bootEpoch - 1, last), StandardCopyOption.REPLACE_EXISTING);
        frozen.keepTheNewest(nic);
    }

    /** Ends; no datapath may run any more. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a black box is still being written");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        boxes.forEach((nic, box) -> {
            box.close();
            try {
                Files.deleteIfExists(frozen.live(nic));
            } catch (IOException e) {
                LOG.warn("the black box of {} stays behind: {}", nic, e.getMessage());
            }
        });
        boxes.clear();
    }
}
