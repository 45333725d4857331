package io.netvscd.replay.cli;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed does not depend on the JDK: on this one and on a newer one, where there is one, the same octets. */
class OtherJdkTest {
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final int NEWER_THAN = 20;

    @TempDir
    private Path folder;
    private String journal;
    private Path other;

    @BeforeEach
    void needsAnotherJdk() throws IOException {
        Optional<Path> newer = newer();
        assumeTrue(newer.isPresent(), "skipped: there is no JDK newer than " + NEWER_THAN + " under " + JDKS);
        other = newer.get();
        journal = new Tool(folder).play("journal", ON_VF, "{ at = 310 ms, send = 100, from = master, size = 100 }",
                "{ at = 400 ms, vf = unplug, name = vf0 }", "{ at = 2 s, admin = down }");
    }

    @Test
    void replayPrintsTheSameJson() throws IOException, InterruptedException {
        assertThat(run(other, "replay", journal, "--json")).isEqualTo(run(here(), "replay", journal, "--json"))
                .contains("\"schema\":\"netvscd/replay/1\"");
    }

    @Test
    void whatIfPrintsTheSameJson() throws IOException, InterruptedException {
        assertThat(run(other, "what-if", journal, "--drop", "40", "--json")).isEqualTo(run(here(), "what-if", journal, "--drop", "40", "--json"))
                .contains("\"schema\":\"netvscd/what-if/1\"");
    }

    private static Path here() {
        return Path.of(System.getProperty("java.home"));
    }

    private static Optional<Path> newer() throws IOException {
        if (!Files.isDirectory(JDKS)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(JDKS)) {
            return all.filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")) && feature(jdk) > NEWER_THAN).sorted().findFirst();
        }
    }

    /** The number in JAVA_VERSION="25.0.1" of the file that every JDK has; 0 where it says nothing. */
    private static int feature(Path jdk) {
        try (Stream<String> lines = Files.lines(jdk.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION=")).map(line -> line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1"))
                    .mapToInt(Integer::parseInt).findFirst().orElse(0);
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }

    private String run(Path jdk, String... args) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        List<String> java = List.of(jdk.resolve("bin/java").toString(), "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), ReplayTool.class.getName());
        Process process = new ProcessBuilder(Stream.concat(java.stream(), Stream.of(args)).toList())
                .redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor()).as("exit code of %s", jdk).isLessThanOrEqualTo(1);
        return Files.readString(out);
    }
}
