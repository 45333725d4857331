package io.netvscd.replay.blackbox;

import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.datapath.blackbox.BlackBoxReader;
import io.netvscd.datapath.blackbox.BlackBoxUnreadable;
import io.netvscd.journal.export.BundleReader;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The black boxes beside a journal, or in a bundle. */
public final class BlackBoxFiles {
    /** The folder beside the journal's files, and the first part of their names in a bundle. */
    public static final String FOLDER = "blackbox";

    private static final Pattern FROZEN = Pattern.compile("(?:.*/)?[^/]+-(\\d{1,18})-\\d{1,18}\\.nvbb");
    private static final String SUFFIX = ".nvbb";
    private static final long UNKNOWN_EPOCH = 0;

    /** Where the octets of one come from. */
    private interface Octets {
        byte[] read() throws IOException;
    }

    private final JournalSource source;
    private final SortedMap<String, Octets> files = new TreeMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Set<String> complaints = new LinkedHashSet<>();
    private long lastEpoch = UNKNOWN_EPOCH;

    /** Looks which there are. */
    public BlackBoxFiles(JournalSource source) {
        this.source = source;
        if (source instanceof BundleReader bundle) {
            bundle.manifest().parts().keySet().stream()
                    .filter(name -> name.startsWith(FOLDER + '/') && name.endsWith(SUFFIX))
                    .forEach(name -> files.put(name, () -> {
                        try (InputStream in = bundle.part(name)) {
                            return in.readAllBytes();
                        }
                    }));
            return;
        }
        Path folder = source.path().resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                all.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file)).forEach(file ->
                        files.put(FOLDER + '/' + file.getFileName(), () -> Files.readAllBytes(file)));
            } catch (IOException e) {
                complaints.add(folder + ": it cannot be read: " + e.getMessage());
            }
        }
    }

    /** Their names, as in a bundle. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** The content of one of them. */
    public byte[] octets(String name) throws IOException {
        return files.get(name).read();
    }

    /** What could not be read of them so far, a line each. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Every record of every box once, in order. */
    public NavigableSet<KeptFrame> frames() {
        NavigableSet<KeptFrame> frames = new TreeSet<>(KeptFrame.ORDER);
        for (String name : files.keySet()) {
            frames.addAll(read(name));
        }
        return frames;
    }

    /** What was kept in one life of the daemon, by NIC. */
    public Map<String, RecordedFrames> ofLife(long bootEpoch) {
        Map<String, List<KeptFrame>> byNic = new TreeMap<>();
        for (String name : files.keySet()) {
            if (epochs.getOrDefault(name, bootEpoch) == bootEpoch) {
                for (KeptFrame kept : read(name)) {
                    if (kept.bootEpoch() == bootEpoch) {
                        byNic.computeIfAbsent(kept.nic(), nic -> new ArrayList<>()).add(kept);
                    }
                }
            }
        }
        Map<String, RecordedFrames> all = new TreeMap<>();
        byNic.forEach((nic, records) -> all.put(nic, new RecordedFrames(records)));
        return all;
    }

    private List<KeptFrame> read(String name) {
        try {
            BlackBoxReader.Contents contents = BlackBoxReader.read(Path.of(name), octets(name));
            if (contents.torn() > 0) {
                complaints.add(name + ": " + contents.torn() + " frames were being written and are left out");
            }
            long epoch = epoch(name, contents.bootEpoch());
            epochs.put(name, epoch);
            List<KeptFrame> all = new ArrayList<>(contents.frames().size());
            for (BlackBoxFrame frame : contents.frames()) {
                all.add(new KeptFrame(name, contents.nic(), epoch, frame));
            }
            return all;
        } catch (IOException e) {
            complaints.add(e instanceof BlackBoxUnreadable ? e.getMessage() : name + ": it cannot be read: " + e.getMessage());
            epochs.put(name, UNKNOWN_EPOCH);
            return List.of();
        }
    }

    /** As the box says, else as its name says; one that says neither was never frozen and belongs to the last life. */
    private long epoch(String name, long said) {
        Matcher frozen = FROZEN.matcher(name);
        if (said != UNKNOWN_EPOCH) {
            return said;
        }
        return frozen.matches() ? Long.parseLong(frozen.group(1)) : lastEpoch();
    }

    private long lastEpoch() {
        if (lastEpoch == UNKNOWN_EPOCH) {
            try (Stream<TransitionRecord> records = source.records()) {
                lastEpoch = records.mapToLong(turn -> turn.stamp().bootEpoch()).max().orElse(UNKNOWN_EPOCH);
            }
        }
        return lastEpoch;
    }
}
