package io.netvscd.datapath.uio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which processes have a device file open, as far as this one may see. */
final class OpenFiles {
    private final Path proc;

    OpenFiles(Path proc) {
        this.proc = proc;
    }

    /** The processes, {@code java (pid 4242)}, in no particular order. */
    List<String> usersOf(Path file) throws IOException {
        List<String> users = new ArrayList<>();
        for (Path process : SysfsValues.entries(proc)) {
            if (process.getFileName().toString().matches("[0-9]+") && hasOpen(process, file)) {
                users.add(commandOf(process) + " (pid " + process.getFileName() + ")");
            }
        }
        return users;
    }

    private static boolean hasOpen(Path process, Path file) {
        try {
            for (Path descriptor : SysfsValues.entries(process.resolve("fd"))) {
                if (Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).equals(file)) {
                    return true;
                }
            }
        } catch (IOException hidden) {
            // It ended meanwhile, or is not ours to look into.
            return false;
        }
        return false;
    }

    private static String commandOf(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException ended) {
            return "a process";
        }
    }
}
