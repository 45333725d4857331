package io.netvscd.actors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.actors.control.ControlHandler;
import io.netvscd.actors.control.ControlRequest;
import io.netvscd.actors.control.ControlServer;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.export.BundleReader;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ExportCommandTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final TransitionRecord TURN = new TransitionRecord(new Stamp(1, 1, 0, 0), OwnerId.master("eth0"),
            new MasterInput.MacChanged(MAC), List.of(), List.of(), "noted before", null);
    private static final JournalGap GAP = new JournalGap(1, "disk full", List.of());

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ControlServer server;
    private Path bundle;

    @BeforeEach
    void start() throws IOException {
        server = ControlServer.open(folder.resolve("sock"), new Sender());
        bundle = folder.resolve("ticket.zip");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aRawBundleHasTheRecordsAsTheyAre() throws IOException {
        assertThat(export("--raw")).isZero();

        try (JournalSource source = JournalSource.open(bundle); Stream<TransitionRecord> records = source.records()) {
            assertThat(records).containsExactly(TURN);
            assertThat(source.gaps()).containsExactly(GAP);
        }
        assertThat(folder.resolve("ticket.zip.mapping")).doesNotExist();
    }

    @Test
    void withoutAWordItHasPseudonymsAndTheMappingStaysHereForThisUserAlone() throws IOException {
        assertThat(export()).isZero();

        Path mapping = folder.resolve("ticket.zip.mapping");
        try (JournalSource source = JournalSource.open(bundle); Stream<TransitionRecord> records = source.records()) {
            MacAddress pseudonym = ((MasterInput.MacChanged) records.findFirst().orElseThrow().input()).mac();
            assertThat(pseudonym).isNotEqualTo(MAC);
            assertThat(Files.readString(mapping)).contains(MAC + "\t" + pseudonym);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mapping))).isEqualTo("rw-------");
        assertThat(err.toString()).contains("1 transitions").contains("keep it here");
    }

    @Test
    void frozenBlackBoxesGoIntoARawBundleAlone() throws IOException {
        Files.createDirectories(folder.resolve("journal/blackbox"));
        Files.writeString(folder.resolve("journal/blackbox/eth0-1-9.nvbb"), "frames");
        Files.writeString(folder.resolve("journal/blackbox/eth0.nvbb"), "live");

        export("--raw");
        assertThat(extraParts()).containsExactly("blackbox/eth0-1-9.nvbb", "netvscd.conf");
        export();
        assertThat(extraParts()).containsExactly("netvscd.conf");
    }

    private List<String> extraParts() {
        try (BundleReader reader = BundleReader.open(bundle)) {
            return reader.extraParts();
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        bundle = folder.resolve("nowhere/ticket.zip");

        assertThat(export()).isEqualTo(2);
        assertThat(err.toString()).contains("there is no folder " + folder.resolve("nowhere"));
    }

    private int export(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "export", "--socket", folder.resolve("sock").toString(), "--out", bundle.toString()));
        arguments.addAll(List.of(more));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private final class Sender implements ControlHandler {
        @Override
        public boolean changes(String verb) {
            return false;
        }

        @Override
        public JsonNode handle(ControlRequest request, Items items) throws IOException {
            items.send(Console.json().createObjectNode().put("gap", JsonLines.line(GAP)));
            items.send(Console.json().createObjectNode().put("transition", JsonLines.line(TURN)));
            return Console.json().createObjectNode().put("config", "mac = \"" + MAC + "\"").put("version", "0.1.0")
                    .put("journal", folder.resolve("journal").toString());
        }
    }
}
