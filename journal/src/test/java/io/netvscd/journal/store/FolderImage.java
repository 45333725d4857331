package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder as octets, to be damaged and written elsewhere. */
final class FolderImage {
    private FolderImage() {
    }

    static Map<String, byte[]> of(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> names = Files.list(folder)) {
            for (Path file : names.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Writes the files, and removes whatever else is in the folder. */
    static Path write(Map<String, byte[]> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> names = Files.list(folder)) {
            for (Path file : names.toList()) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }
}
