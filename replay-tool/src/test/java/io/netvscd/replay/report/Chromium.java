package io.netvscd.replay.report;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's Chromium without a window. Where there is none, the test is skipped and says so. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final long START_MS = 120_000;
    private static final long POLL_MS = 50;
    private static final long END_SECONDS = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String address;

    private Chromium(Process process, int port) {
        this.process = process;
        address = "http://127.0.0.1:" + port;
    }

    /** Starts one; the folder is for what it remembers. */
    static Chromium start(Path profile) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: there is no " + PROGRAM + " (Debian: apt-get install chromium)");
        Process process = new ProcessBuilder(PROGRAM.toString(), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        for (long waitedMs = 0; waitedMs < START_MS && process.isAlive(); waitedMs += POLL_MS) {
            List<String> lines = Files.exists(port) ? Files.readAllLines(port) : List.of();
            if (lines.size() > 1) {
                return new Chromium(process, Integer.parseInt(lines.get(0)));
            }
            Thread.sleep(POLL_MS);
        }
        process.destroy();
        return abort("skipped: " + PROGRAM + " does not run here");
    }

    /** A page that is fully there. */
    DevTools open(Path file) throws IOException, InterruptedException {
        DevTools page = connect("/json/new?about:blank");
        page.call("Network.enable");
        page.call("Log.enable");
        page.call("Runtime.enable");
        page.call("Page.enable");
        page.call("Page.navigate", "url", file.toUri().toString());
        page.evaluate("new Promise(done => { const look = () => document.readyState === 'complete' "
                + "&& location.protocol === 'file:' ? done(1) : setTimeout(look, 20); look(); })");
        return page;
    }

    private DevTools connect(String what) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + what)).PUT(HttpRequest.BodyPublishers.noBody()).build();
        JsonNode found = new ObjectMapper().readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        return DevTools.connect(client, URI.create(found.get("webSocketDebuggerUrl").asText()));
    }

    @Override
    public void close() {
        try (DevTools browser = connect("/json/version")) {
            browser.call("Browser.close");
        } catch (IOException | InterruptedException dying) {
            process.descendants().forEach(ProcessHandle::destroy);
        }
        process.onExit().completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS).join().destroyForcibly();
    }
}
