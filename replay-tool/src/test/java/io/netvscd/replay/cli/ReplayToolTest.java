package io.netvscd.replay.cli;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.replay.Incident;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayToolTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path folder;

    @Test
    void playsAScenarioAndKeepsAJournalThatReplays() throws IOException {
        String journal = folder.resolve("journal").toString();

        assertThat(run("play", scenario(ON_VF), "--journal", journal)).isZero();
        assertThat(out.toString()).contains("PASSED: 1 expected values found");

        assertThat(run("replay", journal)).isZero();
        assertThat(out.toString()).contains("AGREED", "eth0       to vf");
    }

    @Test
    void saysNoWhenAnExpectationIsNotMet() throws IOException {
        String file = scenario(ON_VF, "{ at = 400 ms, expect { datapath = synthetic } }");

        assertThat(run("play", file)).isEqualTo(1);
        assertThat(out.toString()).contains(file + ":11: at 0.400000 s, eth0: datapath: expected synthetic, found vf");
    }

    @Test
    void printsTheSameJsonEveryTime() throws IOException {
        String file = scenario(ON_VF);
        run("play", file, "--json");
        String first = out.toString();
        out.getBuffer().setLength(0);
        run("play", file, "--json");

        assertThat(out).hasToString(first);
        assertThat(first).startsWith("{\"schema\":\"netvscd/play/1\",\"name\":\"test\"").endsWith("}" + System.lineSeparator());
    }

    @Test
    void showsALineForEachTransitionThatTheFiltersLetThrough() throws IOException {
        String journal = folder.resolve("journal").toString();
        run("play", scenario(ON_VF), "--journal", journal);
        out.getBuffer().setLength(0);

        assertThat(run("timeline", journal, "--owner", "master/eth0", "--input", "switchended", "--since",
                "100ms")).isZero();
        assertThat(out.toString().lines()).satisfiesExactly(
                head -> assertThat(head).startsWith("    TICK           TIME OWNER"),
                line -> assertThat(line).contains("0.171000 master/eth0", "switching-to-vf", "SwitchEnded"));
    }

    @Test
    void countsTimesBackFromTheLastRecord() throws IOException {
        String journal = journal();

        assertThat(run("timeline", journal, "--since", "10 ms ago", "--owner", "vf")).isZero();
        assertThat(out.toString().lines()).hasSizeGreaterThan(1).allMatch(line -> line.startsWith("    TICK") || line.contains(" 0.1"));
        out.getBuffer().setLength(0);
        assertThat(run("timeline", journal, "--until", "yesterday")).isZero();
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void showsATransitionWhole() throws IOException {
        String journal = journal();
        String tick = tickOf(journal, "VfReadinessChanged ready=true");
        assertThat(run("show", journal, tick)).isZero();
        assertThat(out.toString()).contains("owner   master/eth0", "phase   synthetic -> synthetic",
                "input   VfReadiness",
                "event   VfReadinessChanged ready=true", "action  OrderDatapath");
        assertThat(run("show", folder.resolve("journal").toString(), "999")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no record 999");
    }

    @Test
    void showsWhatEveryOwnerKnewAtATick() throws IOException {
        String journal = journal();
        String tick = tickOf(journal, "VfJoin ", "present -> joined");
        assertThat(run("state", journal, "--at", tick)).isZero();
        assertThat(out.toString().lines().map(line -> line.split(" +")[0] + " " + line.split(" +")[1])).containsExactly(
                "channel/eth0 open", "master/eth0 synthetic", "pci watching", "vf/eth0/0002:00:02.0 joined");
    }

    @Test
    void keepsWhatABuildDecidesForComparison() throws IOException {
        String journal = journal();
        String decided = folder.resolve("decided").toString();

        assertThat(run("replay", journal, "--journal", decided)).isZero();
        assertThat(run("diff", journal, decided)).isZero();
        assertThat(out.toString()).contains("SAME: every owner went the same way");
    }

    @Test
    void followsTheChainOfCausesBackToTheOutsideWorld() throws IOException {
        String journal = journal();
        String tick = tickOf(journal, "SwitchAnswered ");
        assertThat(run("why", journal, tick)).isZero();
        assertThat(out.toString().lines().toList()).first().asString()
                .contains("outside", " pci ", "NetdevSeen", " down no-carrier");
        assertThat(out.toString()).contains("SwitchRequested", "HostCompletion", "so " + String.format("%13s", "1:" + tick));
    }

    @Test
    void refusesBadInputWithALineThatNamesIt() throws IOException {
        Path file = folder.resolve("bad.conf");
        Files.writeString(file, Incident.file("{ at = 0 ms, host = ofer }"));

        assertThat(run("play", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(file + ":5: host = 'ofer' (did you mean 'offer'?)");
    }

    @Test
    void refusesAFolderThatIsNoJournal() {
        assertThat(run("replay", folder.resolve("nothing").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such folder");
    }

    @Test
    void refusesToWriteIntoAJournalThatIsThere() throws IOException {
        String journal = folder.resolve("journal").toString();
        run("play", scenario(ON_VF), "--journal", journal);

        assertThat(run("play", scenario(ON_VF), "--journal", journal)).isEqualTo(2);
        assertThat(err.toString()).contains("there is a journal in it already");
    }

    @Test
    void refusesAMomentThatIsNone() throws IOException {
        String journal = folder.resolve("journal").toString();
        run("play", scenario(ON_VF), "--journal", journal);

        assertThat(run("timeline", journal, "--since", "the other day")).isEqualTo(2);
        assertThat(err.toString()).contains("--since: not a moment: 'the other day'");
    }

    @Test
    void showsItsUsageWithoutACommand() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: replay-tool", "timeline", "replay", "play");
    }

    private String journal() throws IOException {
        String journal = folder.resolve("journal").toString();
        run("play", scenario(ON_VF), "--journal", journal);
        out.getBuffer().setLength(0);
        return journal;
    }

    /** The first transition whose line holds all these words. */
    private String tickOf(String journal, String... words) {
        run("timeline", journal);
        String tick = out.toString().lines().filter(line -> Stream.of(words).allMatch(line::contains)).findFirst()
                .orElseThrow().strip().split(" ")[0];
        out.getBuffer().setLength(0);
        return tick;
    }

    private String scenario(String... steps) throws IOException {
        Path file = folder.resolve("scenario.conf");
        Files.writeString(file, Incident.file(steps));
        return file.toString();
    }

    private int run(String... args) {
        return ReplayTool.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
