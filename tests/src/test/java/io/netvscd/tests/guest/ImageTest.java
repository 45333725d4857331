package io.netvscd.tests.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImageTest {
    /** A file that the launcher has the JVM read options from. */
    private static final Pattern OPTIONS = Pattern.compile("@\\$home/(\\S+)");

    @Test
    void takesTheOptionsAlongThatTheLauncherNames() throws IOException {
        String launcher = Files.readString(Path.of("../netvscd"));
        List<String> named = OPTIONS.matcher(launcher).results().map(MatchResult::group).toList();

        assertThat(named).isNotEmpty();
        assertThat(Files.readString(Path.of("src/guest/build-image"))).contains(named.stream().map(name -> name.substring(1)).toList());
    }
}
