package io.netvscd.tests.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.replay.cli.ReplayTool;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** The daemon's end, sudden and orderly, and what its journal is worth elsewhere. */
final class LifeSteps {
    private final Machine guest;
    private final StepTable table;
    private final Path folder;

    LifeSteps(Machine guest, StepTable table, Path folder) {
        this.guest = guest;
        this.table = table;
        this.folder = folder;
    }

    void kill() {
        table.step("kill -9 under traffic, then start", "path vf again; nothing twice", () -> {
            Traffic traffic = guest.traffic(6);
            guest.daemon().kill();
            String during = traffic.end().once().toString();
            replay(guest.daemon().journal());
            guest.daemon().start();
            guest.daemon().awaitPath("vf");
            return "while it was dead: " + during;
        });
    }

    void exported() {
        table.step("the live journal, replayed on the host", "AGREED", () -> {
            Path bundle = Files.write(folder.resolve("ticket.zip"), guest.daemon().export());
            return replay(bundle);
        });
    }

    /** Of a folder that nobody writes into. */
    private String replay(byte[] tar) throws Exception {
        Path unpacked = folder.resolve("journal");
        Programs.run("rm", "-rf", unpacked.toString());
        Path archive = Files.write(folder.resolve("journal.tar"), tar);
        Programs.run("tar", "-C", folder.toString(), "-xf", archive.toString());
        return replay(unpacked);
    }

    void journalAsItLies(String when) {
        table.step("the journal after " + when + ", replayed on the host", "AGREED", () -> replay(guest.daemon().journal()));
    }

    private static String replay(Path journal) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int exit = ReplayTool.run(writer, writer, "replay", journal.toString());
        assertThat(exit).as("exit code of replay: %s", said).isZero();
        return said.toString().strip().lines().reduce((first, last) -> last).orElse("");
    }

    void stop() {
        table.step("orderly stop", "no TAP, no bond, no mark, no rule; the VF an ordinary netdev", () -> {
            guest.daemon().stop();
            Devices left = Devices.of(guest.shell());
            assertThat(left.names()).noneMatch(name -> name.equals(GuestDaemon.NIC) || name.startsWith("netvscd-"));
            assertThat(left.links().toString()).doesNotContain("ifalias", "altnames");
            assertThat(left.qdiscs()).doesNotContain("clsact");
            assertThat(left.link("lower0").path("promiscuity").asInt()).isZero();
            JsonNode vf = left.link(Machine.VF);
            if (!vf.isMissingNode()) {
                assertThat(left.flags(Machine.VF)).doesNotContain("SLAVE");
                assertThat(vf.path("inet6_addr_gen_mode").asText()).isEqualTo("eui64");
            }
            return left.names();
        });
    }
}
