package io.netvscd.replay.cli;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.Incident;
import io.netvscd.replay.Recording;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path folder;
    private Path journal;

    @BeforeEach
    void playAnIncident() throws IOException {
        journal = folder.resolve("journal");
        play(journal, ON_VF);
    }

    @Test
    void sharesTheTimeBetweenThePaths() {
        assertThat(run("stats", journal.toString())).isZero();
        assertThat(out.toString()).contains("eth0:", "switches: 1 to vf, 0 to synthetic", "the host moves to the VF");
    }

    @Test
    void printsTheSameStatisticsEveryTime() {
        run("stats", journal.toString(), "--json");
        String first = out.toString();
        out.getBuffer().setLength(0);
        run("stats", journal.toString(), "--json");

        assertThat(out).hasToString(first);
        assertThat(first).startsWith("{\"schema\":\"netvscd/stats/1\",\"records\":").contains("\"host-to-vf\":{\"count\":1");
    }

    @Test
    void saysThatAJournalIsItself() {
        assertThat(run("diff", journal.toString(), journal.toString())).isZero();
        assertThat(out.toString()).contains("SAME: every owner went the same way");
    }

    @Test
    void saysWhereTwoJournalsPart() throws IOException {
        Path other = folder.resolve("other");
        play(other, ON_VF, "{ at = 400 ms, vf = unplug, name = vf0 }");

        assertThat(run("diff", journal.toString(), other.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("  A -: no such record", "DIFFERENT: ");
    }

    @Test
    void findsAFreshJournalWhole() {
        assertThat(run("verify", journal.toString())).isZero();
        assertThat(out.toString()).contains("records read", "WHOLE");
    }

    @Test
    void namesTheFileThatIsDamagedAndTheLastGoodTick() throws IOException {
        damage(journal);

        assertThat(run("verify", journal.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("damage: ", ".log", "DAMAGED: nothing after tick ");
    }

    @Test
    void savesWhatIsBeforeTheDamage() throws IOException {
        Path marks = folder.resolve("marks");
        Path bundle = folder.resolve("saved.bundle");
        append(marks, 1, 100);
        append(marks, 101, 200);
        damage(marks);

        assertThat(run("export", marks.toString(), "--out", bundle.toString())).isEqualTo(2);
        assertThat(bundle).doesNotExist();
        assertThat(run("verify", marks.toString())).isEqualTo(1);
        Matcher mend = Pattern.compile("'replay-tool export .* --until (1:(\\d+)) --out FILE'").matcher(out.toString());
        assertThat(mend.find()).isTrue();
        assertThat(Integer.parseInt(mend.group(2))).isGreaterThanOrEqualTo(100);
        assertThat(run("export", marks.toString(), "--until", mend.group(1), "--out", bundle.toString())).isZero();
        assertThat(run("verify", bundle.toString())).isZero();
        assertThat(out.toString()).contains(mend.group(2) + " records read, the last with tick " + mend.group(2), "WHOLE");
    }

    @Test
    void refusesToExportUpToATickThatIsNotThere() {
        assertThat(run("export", journal.toString(), "--until", "7:1", "--out", folder.resolve("x").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no record 7:1");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void exportsImportsAndExportsTheSameOctets() throws IOException {
        Path bundle = folder.resolve("a.bundle");
        Path again = folder.resolve("b.bundle");
        Path imported = folder.resolve("imported");
        freezeABox();

        assertThat(run("export", journal.toString(), "--out", bundle.toString())).isZero();
        assertThat(run("import", bundle.toString(), "--out", imported.toString())).isZero();
        assertThat(run("export", imported.toString(), "--out", again.toString())).isZero();

        assertThat(again).hasSameBinaryContentAs(bundle);
        assertThat(imported.resolve("blackbox/eth0-1-9.nvbb")).exists();
        assertThat(run("diff", journal.toString(), bundle.toString())).isZero();
    }

    @Test
    void findsABundleWholeAndATamperedOneDamaged() throws IOException {
        Path bundle = folder.resolve("a.bundle");
        run("export", journal.toString(), "--out", bundle.toString());
        assertThat(run("verify", bundle.toString())).isZero();

        byte[] octets = Files.readAllBytes(bundle);
        octets[octets.length / 2] ^= 1;
        Files.write(bundle, octets);

        assertThat(run("verify", bundle.toString(), "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"whole\":false");
    }

    @Test
    void writesOverNothing() throws IOException {
        Path bundle = folder.resolve("a.bundle");
        Files.writeString(bundle, "precious");

        assertThat(run("export", journal.toString(), "--out", bundle.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("it exists already");
        assertThat(bundle).hasContent("precious");
    }

    @Test
    void writesAReportAndOverwritesNone() {
        Path page = folder.resolve("report.html");

        assertThat(run("report", journal.toString(), "--html", page.toString())).isZero();
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("id=\"transitions\"");
        assertThat(run("report", journal.toString(), "--html", page.toString())).isEqualTo(2);
    }

    @Test
    void makesTheSameCaptureOfAFolderAndItsBundle() throws IOException {
        Path bundle = folder.resolve("a.bundle");
        freezeABox();
        run("export", journal.toString(), "--out", bundle.toString());
        Path first = folder.resolve("a.pcapng");
        Path second = folder.resolve("b.pcapng");

        assertThat(run("pcap", journal.toString(), first.toString())).isZero();
        assertThat(out.toString()).contains(Recording.FRAMES + " frames from 1 black box(es)");
        assertThat(run("pcap", bundle.toString(), second.toString(), "--json")).isZero();

        assertThat(out.toString()).contains("\"frames\":" + Recording.FRAMES, "\"blackBoxes\":[\"blackbox/eth0-1-9.nvbb\"]");
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void redactsABundleThatStillReplays() throws IOException {
        Path bundle = folder.resolve("a.bundle");
        Path redacted = folder.resolve("b.bundle");
        freezeABox();
        run("export", journal.toString(), "--out", bundle.toString());

        assertThat(run("redact", bundle.toString(), "--out", redacted.toString())).isZero();

        assertThat(out.toString()).contains("left out: blackbox/eth0-1-9.nvbb");
        assertThat(run("replay", redacted.toString())).isZero();
        out.getBuffer().setLength(0);
        run("timeline", redacted.toString());
        assertThat(out.toString()).doesNotContain("00:15:5d:0a:00:01");
    }

    @Test
    void anExportOfARedactedBundleSaysThatItIsRedacted() {
        Path redacted = folder.resolve("b.bundle");
        Path again = folder.resolve("c.bundle");
        run("redact", journal.toString(), "--out", redacted.toString());

        assertThat(run("export", redacted.toString(), "--out", again.toString())).isZero();

        assertThat(again).hasSameBinaryContentAs(redacted);
    }

    @Test
    void printsACompletionForTheShell() {
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString()).contains("complete -F _complete_replay-tool", "pcap");
    }

    @Test
    void refusesToImportWhatIsNoBundle() {
        assertThat(run("import", folder.resolve("none").toString(), "--out", folder.resolve("x").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such file");
    }

    private void freezeABox() throws IOException {
        Files.createDirectories(journal.resolve("blackbox"));
        Recording.freeze(journal.resolve("blackbox/eth0-1-9.nvbb"), 9);
    }

    private static void append(Path journal, long from, long to) {
        try (JournalStore store = JournalStore.open(journal)) {
            for (long tick = from; tick <= to; tick++) {
                store.append(new TransitionRecord(new Stamp(1, tick, tick, tick), OwnerId.WATCHER,
                        new WatcherInput.OperatorMark("mark " + tick), List.of(), List.of(), "nothing follows", null));
            }
        }
    }

    private static void damage(Path journal) throws IOException {
        Path log;
        try (Stream<Path> files = Files.list(journal)) {
            log = files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
        }
        byte[] octets = Files.readAllBytes(log);
        Arrays.fill(octets, octets.length / 2, octets.length / 2 + 64, (byte) 0x55);
        Files.write(log, octets);
    }

    private void play(Path into, String... steps) throws IOException {
        Path file = folder.resolve("scenario.conf");
        Files.writeString(file, Incident.file(steps));
        assertThat(run("play", file.toString(), "--journal", into.toString())).as(() -> List.of(out, err).toString()).isZero();
        out.getBuffer().setLength(0);
    }

    private int run(String... args) {
        return ReplayTool.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
