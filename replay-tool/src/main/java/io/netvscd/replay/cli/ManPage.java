package io.netvscd.replay.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of replay-tool in roff, from what its commands say of themselves. */
final class ManPage {
    private static final String HEAD = """
            .\\" Written by replay-tool generate-man.
            .TH REPLAY\\-TOOL 1 "" netvscd "netvscd manual"
            .SH NAME
            replay\\-tool \\- forensics of netvscd journals
            .SH SYNOPSIS
            .B replay\\-tool
            .I COMMAND
            [\\fIOPTION\\fR ...]
            """;
    private static final String TAIL = """
            .SH PATHS AND TICKS
            A PATH is a journal folder of a daemon that does not run, or a bundle.
            A TICK is 42, or 2:42 where several lives of the daemon have a transition 42.
            .SH JSON
            With \\fB\\-\\-json\\fR every command prints a document, or one a line, that begins with its schema, "netvscd/COMMAND/VERSION".
            The version rises when a key goes or changes its meaning; new keys may come at any time.
            The same input gives the same bytes.
            .SH EXIT STATUS
            .TP
            .B 0
            Done.
            .TP
            .B 1
            The answer is no: a divergence, a failed expectation, a difference, damage.
            .TP
            .B 2
            Bad usage or bad input; the line on standard error names the file, and the line, record or tick.
            .TP
            .B 3
            The environment lacks something, which is named.
            .TP
            .B 4
            Internal error.
            .SH COMPLETION
            .B . <(replay\\-tool generate\\-completion)
            in bash or zsh.
            """;
    private static final List<String> SHARED = List.of("--help", "--version", "--json");

    private ManPage() {
    }

    static String of(CommandLine tool) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(".SH DESCRIPTION\n").append(escaped(String.join(" ", tool.getCommandSpec().usageMessage().description()))).append('\n');
        page.append(".SH COMMANDS\n");
        tool.getSubcommands().forEach((name, command) -> page.append(command(name, command.getCommandSpec())));
        return page.append(TAIL).toString();
    }

    private static String command(String name, CommandSpec command) {
        StringBuilder text = new StringBuilder(".SS \"" + escaped(name) + synopsis(command) + "\"\n");
        for (String line : command.usageMessage().description()) {
            text.append(escaped(String.format(line))).append("\n.br\n");
        }
        command.positionalParameters().forEach(parameter -> text.append(item(parameter, parameter.paramLabel())));
        command.options().stream().filter(option -> !SHARED.contains(option.longestName()))
                .forEach(option -> text.append(item(option, names(option))));
        return text.toString();
    }

    private static String synopsis(CommandSpec command) {
        return escaped(command.positionalParameters().stream().map(PositionalParamSpec::paramLabel)
                .map(label -> " " + label).collect(Collectors.joining()));
    }

    private static String names(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return String.join(", ", option.names()) + value + (option.required() && option.group() == null ? " (required)" : "");
    }

    private static String item(ArgSpec spec, String label) {
        return ".TP\n.B " + escaped(label) + "\n" + escaped(Arrays.stream(spec.description())
                .map(String::format).collect(Collectors.joining(" "))) + "\n";
    }

    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
