package io.netvscd.replay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManPageTest {
    private static final Path GROFF = Path.of("/usr/bin/groff");
    private static final List<String> SAME_FOR_ALL = List.of("--help", "--version");
    private final CommandLine commands = ReplayTool.commands();
    @TempDir
    private Path folder;

    @Test
    void hasEveryCommandAndOption() {
        String page = page();

        commands.getSubcommands().forEach((name, command) -> {
            assertThat(page).contains(".SS \"" + name.replace("-", "\\-"));
            command.getCommandSpec().options().stream().map(option -> option.longestName()).filter(option -> !SAME_FOR_ALL.contains(option))
                    .forEach(option -> assertThat(page).contains(option.replace("-", "\\-")));
        });
    }

    @Test
    void everyCommandAndOptionSaysWhatItIs() {
        commands.getSubcommands().values().forEach(command -> {
            assertThat(command.getCommandSpec().usageMessage().description()).as(command.getCommandName()).isNotEmpty();
            command.getCommandSpec().args().forEach(argument ->
                    assertThat(argument.description()).as("%s of %s", argument, command.getCommandName()).isNotEmpty());
        });
    }

    @Test
    void groffReadsItWithoutAComplaint() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(GROFF), "skipped: there is no " + GROFF);
        Path file = Files.writeString(folder.resolve("replay-tool.1"), page());
        Process groff = new ProcessBuilder(GROFF.toString(), "-man", "-Tutf8", "-ww", "-z", file.toString()).redirectErrorStream(true).start();
        String complaints = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(groff.waitFor()).isZero();
        assertThat(complaints).isEmpty();
    }

    private String page() {
        Tool tool = new Tool(folder);
        assertThat(tool.run("generate-man")).isZero();
        return tool.out();
    }
}
