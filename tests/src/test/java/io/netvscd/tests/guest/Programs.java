package io.netvscd.tests.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Programs {
    private Programs() {
    }

    static void require(String program, String debianPackage) throws Lacking {
        if (Stream.of("/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/").noneMatch(folder -> Files.isExecutable(Path.of(folder + program)))) {
            throw new Lacking(program + " (Debian: " + debianPackage + ")");
        }
    }

    /** Runs one to its end and returns what it printed. */
    static String run(String... command) throws IOException {
        Ended ended = end(command);
        if (ended.exit() != 0) {
            throw new IOException(String.join(" ", command) + ": " + ended.printed().strip());
        }
        return ended.printed();
    }

    /** How a program ended. */
    record Ended(int exit, String printed) {
    }

    static Ended end(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.onExit().join().exitValue(), printed);
    }
}
