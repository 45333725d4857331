package io.netvscd.replay.report;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.replay.Incident;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final long MINUTES = 3;
    @TempDir
    private Path folder;

    @BeforeEach
    void needsABrowser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no " + CHROMIUM + " (Debian: apt-get install chromium)");
    }

    @Test
    void rendersAndFiltersWithoutAnErrorInTheConsole() throws Exception {
        StoryReader reader = new StoryReader();
        Incident.of(ON_VF, "{ at = 500 ms, host = force-synthetic }").journal().forEach(reader::accept);
        String page = new ReportPage(reader.story(List.of())).text();
        String typing = "document.getElementById('owner').value='master/eth0';"
                + "document.getElementById('owner').dispatchEvent(new Event('change'));"
                + "document.getElementById('search').value='hostforcedpath';"
                + "document.getElementById('search').dispatchEvent(new Event('input'));";

        String dom = browse(withScript(page, typing));

        assertThat(dom).containsPattern("<output id=\"count\" aria-live=\"polite\">1 of \\d+ shown</output>")
                .doesNotContain("controls\" role=\"search\" hidden");
        assertThat(Files.readString(folder.resolve("console"))).doesNotContain("CONSOLE");
    }

    /** A script of the test's own, which the page's policy has to name first. */
    private static String withScript(String page, String script) {
        return page.replaceFirst("script-src ", "script-src " + Html.escape(Resources.hash(script)) + " ")
                .replace("</body>", "<script>" + script + "</script></body>");
    }

    private String browse(String page) throws IOException, InterruptedException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, page);
        List<String> command = new ArrayList<>(List.of(CHROMIUM.toString(), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--no-first-run", "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"), "--dump-dom", file.toUri().toString()));
        Path dom = folder.resolve("dom");
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(folder.resolve("console").toFile())
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroy();
        assumeTrue(ended && process.exitValue() == 0, "skipped: " + CHROMIUM + " does not run here");
        return Files.readString(dom, StandardCharsets.UTF_8);
    }
}
