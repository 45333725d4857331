package io.netvscd.replay.pcap;

import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.datapath.blackbox.BlackBoxReader;
import io.netvscd.datapath.blackbox.BlackBoxUnreadable;
import io.netvscd.journal.export.BundleReader;
import io.netvscd.journal.export.JournalSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
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

    /** Where the octets of one come from. */
    private interface Octets {
        byte[] read() throws IOException;
    }

    private final SortedMap<String, Octets> files = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();

    /** Looks which there are. */
    public BlackBoxFiles(JournalSource source) throws IOException {
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

    /**
     * Every frame once, in order.
     *
     * @param lastEpoch the last life in the journal: a box that was never frozen belongs to it
     */
    NavigableSet<KeptFrame> frames(long lastEpoch) throws IOException {
        NavigableSet<KeptFrame> frames = new TreeSet<>(KeptFrame.ORDER);
        for (String name : files.keySet()) {
            Matcher frozen = FROZEN.matcher(name);
            long epoch = frozen.matches() ? Long.parseLong(frozen.group(1)) : lastEpoch;
            try {
                BlackBoxReader.Contents contents = BlackBoxReader.read(Path.of(name), octets(name));
                for (BlackBoxFrame frame : contents.frames()) {
                    frames.add(new KeptFrame(contents.nic(), epoch, frame));
                }
                if (contents.torn() > 0) {
                    complaints.add(name + ": " + contents.torn() + " frames were being written and are left out");
                }
            } catch (BlackBoxUnreadable e) {
                complaints.add(e.getMessage());
            }
        }
        return frames;
    }
}
