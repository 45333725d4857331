package io.netvscd.replay.cli;

import io.netvscd.journal.export.BundleRefused;
import io.netvscd.journal.store.JournalDamaged;
import io.netvscd.journal.store.StoreRefused;
import io.netvscd.replay.diff.TooFarApart;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.sim.StepFailed;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Forensics without an actor system: reads journals, replays them, plays scenarios. */
@Command(
        name = "replay-tool",
        description = "Looks into journals of netvscd, replays them, plays scenarios. Never writes into what it reads.",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TimelineCommand.class,
            ShowCommand.class,
            StateCommand.class,
            WhyCommand.class,
            StepCommand.class,
            StatsCommand.class,
            DiffCommand.class,
            ReplayCommand.class,
            WhatIfCommand.class,
            ScenarioCommand.class,
            ReportCommand.class,
            PcapCommand.class,
            PlayCommand.class,
            SimulateCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            RedactCommand.class,
            ManCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 the answer is no (a divergence, a failed expectation),",
            "2 bad usage or bad input, 3 the environment lacks something (named), 4 internal."
        })
public final class ReplayTool {
    private ReplayTool() {
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        System.exit(code);
    }

    /** All commands, to be run or to be described. */
    static CommandLine commands() {
        return new CommandLine(new ReplayTool());
    }

    /** Runs a command and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = commands()
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err));
        if (args.length == 0) {
            line.usage(err);
            return ExitCodes.BAD_INPUT;
        }
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof ScenarioFileException || failure instanceof StepFailed || failure instanceof StoreRefused
                || failure instanceof BundleRefused || failure instanceof TooFarApart || failure instanceof JournalDamaged
                || failure instanceof BadInput) {
            err.println(failure.getMessage());
            return ExitCodes.BAD_INPUT;
        }
        if (failure instanceof EnvironmentLacking) {
            err.println(failure.getMessage());
            return ExitCodes.LACKING;
        }
        err.println("internal error: " + failure);
        failure.printStackTrace(err);
        return ExitCodes.INTERNAL;
    }
}
