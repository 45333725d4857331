package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.actors.cli.Main;
import io.netvscd.replay.cli.ReplayTool;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A daemon whose journal has a small disk of its own, which runs full. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class JournalDiskTest {
    private static final String DISK = "size=128m";

    private Lab lab;
    private Path disk;
    private DaemonProcess daemon;

    @BeforeEach
    void begin() throws Exception {
        lab = Lab.create("disk");
        disk = Files.createDirectories(lab.folder().resolve("journal"));
        run("mount", "-t", "tmpfs", "-o", DISK, "netvscd-test", disk.toString());
        daemon = DaemonProcess.start(lab);
        lab.configureNic();
        lab.plugVf();
        daemon.awaitPath("vf");
    }

    @AfterEach
    void remove() throws Exception {
        if (daemon != null) {
            daemon.close();
        }
        if (disk != null) {
            run("umount", disk.toString());
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void trafficGoesOnWithoutTheDiskAndNothingIsMissingAfterwards() throws Exception {
        TcpTransfer transfer = TcpTransfer.paced(lab.client(), lab.guest(), Lab.GUEST);
        transfer.awaitProgress();
        Path filler = disk.resolve("filler");
        fill(filler);
        assertThat(daemon.cli("mark", "the disk is full").exit()).isZero();
        Await.until("a journal in trouble", this::journal, journal -> !journal.path("healthy").asBoolean());
        assertThat(journal().path("trouble").asText()).contains("disk full");
        assertThat(daemon.cli("metrics").out()).contains("netvscd_journal_healthy 0");

        lab.unplugVf();
        daemon.awaitPath("synthetic");
        lab.plugVf();
        daemon.awaitPath("vf");
        transfer.awaitProgress();
        assertThat(journal().path("queued").asLong()).isPositive();

        Files.delete(filler);
        Await.until("a journal that is well", this::journal, journal -> journal.path("healthy").asBoolean());
        assertThat(daemon.cli("metrics").out()).contains("netvscd_journal_healthy 1", "netvscd_journal_gaps 0");
        assertThat(transfer.finish()).isPositive();
        assertThat(daemon.stop()).isZero();
        StringWriter told = new StringWriter();
        assertThat(ReplayTool.run(new PrintWriter(told), new PrintWriter(told), "replay", disk.toString())).as("%s", told).isZero();
        assertThat(told.toString()).contains("AGREED");
    }

    @Test
    void aSecondDaemonIsToldWhoHasTheJournal() {
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), "run", "-c",
                lab.folder().resolve("netvscd.conf").toString());
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains(disk.toString(), "pid " + daemon.pid());
    }

    private JsonNode journal() throws IOException {
        return daemon.cli("status", "--json").json().path("journal");
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).as("%s", String.join(" ", command)).isZero();
    }
}
