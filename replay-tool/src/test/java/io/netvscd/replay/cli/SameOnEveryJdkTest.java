package io.netvscd.replay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One seed is one run on every JDK from 17 on: played on each that stands where Debian puts them beside the one of this build. */
class SameOnEveryJdkTest {
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final int FEATURE_MIN = 17;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final Pattern DIGEST = Pattern.compile("\"digest\":\\s*\"([0-9a-f]{16})\"");

    @Test
    void aSeedComesToTheSameOctetsOnEveryJdk() throws IOException, InterruptedException {
        Path here = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> others = jdksBut(here);
        assumeFalse(others.isEmpty(), "there is no other JDK under " + JDKS);

        String expected = digest(here);
        for (Path other : others) {
            assertThat(digest(other)).as("on %s", other).isEqualTo(expected);
        }
    }

    private static List<Path> jdksBut(Path here) throws IOException {
        if (!Files.isDirectory(JDKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(JDKS)) {
            return all.filter(path -> !Files.isSymbolicLink(path) && !path.equals(here) && feature(path) >= FEATURE_MIN)
                    .sorted().toList();
        }
    }

    /** The feature number that a JDK says it has, 0 where there is none to say so. */
    private static int feature(Path jdk) {
        try {
            Matcher version = VERSION.matcher(Files.readString(jdk.resolve("release")));
            return version.find() && Files.isExecutable(jdk.resolve("bin/java")) ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException none) {
            return 0;
        }
    }

    private static String digest(Path jdk) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(jdk.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-Xmx256m",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"),
                ReplayTool.class.getName(), "simulate", "--seeds", "1..20", "--json")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        Matcher digest = DIGEST.matcher(printed);
        assertThat(digest.find()).as(printed).isTrue();
        return digest.group(1);
    }
}
