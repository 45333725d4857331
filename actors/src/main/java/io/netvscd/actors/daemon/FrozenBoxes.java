package io.netvscd.actors.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of the black boxes: names, and how many frozen ones stay. */
final class FrozenBoxes {
    /** Frozen copies of each NIC; an older one makes room for a newer one. */
    static final int KEPT = 8;

    private static final String SUFFIX = ".nvbb";

    private record Frozen(Path file, long bootEpoch, long tick) {
    }

    private final Path folder;

    FrozenBoxes(Path folder) {
        this.folder = folder;
    }

    /** The box that is being written; makes the folder. */
    Path live(String nic) throws IOException {
        Files.createDirectories(folder);
        return folder.resolve(nic + SUFFIX);
    }

    Path name(String nic, long bootEpoch, long tick) {
        return folder.resolve(nic + '-' + bootEpoch + '-' + tick + SUFFIX);
    }

    /** Deletes the oldest of a NIC's until there are no more than {@link #KEPT}. */
    void keepTheNewest(String nic) throws IOException {
        List<Frozen> all = of(nic);
        for (Frozen old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            Files.deleteIfExists(old.file());
        }
    }

    private List<Frozen> of(String nic) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(nic) + "-(\\d{1,18})-(\\d{1,18})\\" + SUFFIX);
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> frozen(file, name.matcher(file.getFileName().toString())))
                    .filter(each -> each.file() != null)
                    .sorted(Comparator.comparingLong(Frozen::bootEpoch).thenComparingLong(Frozen::tick))
                    .toList();
        }
    }

    private static Frozen frozen(Path file, Matcher name) {
        return name.matches()
                ? new Frozen(file, Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))
                : new Frozen(null, 0, 0);
    }
}
