package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.demo.Demo;
import io.netvscd.actors.demo.DemoFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the live part; the launcher then has {@code replay-tool} replay its journal. */
@Command(name = "demo",
        description = "Live through an incident with a host inside this process (no root, no device), then replay it.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--journal", paramLabel = "DIR", required = true,
            description = "keep the journal in this folder (default: a temporary one, removed afterwards)")
    private Path journal;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws CommandFailed {
        Console console = new Console(spec);
        if (!json) {
            console.print("A Hyper-V host, a guest's NIC and a virtual function (VF), all inside this process.");
            console.print("The guest sends numbered frames to a peer beyond the host, which sends each one back.");
            console.print("");
        }
        try {
            DemoFigures figures = new Demo(journal, json ? console::say : console::print).run();
            if (json) {
                console.print(toJson(figures));
            } else {
                print(console, figures);
            }
            return figures.asPromised() ? 0 : CommandFailed.NO;
        } catch (IOException missing) {
            throw new CommandFailed(CommandFailed.MISSING, missing.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(CommandFailed.NO, "interrupted");
        }
    }

    private static void print(Console console, DemoFigures figures) {
        console.print("");
        line(console, "frames sent", "%,d", figures.sent());
        line(console, "frames that came back", "%,d", figures.returned());
        line(console, "lost when the VF was yanked", "%,d  (in its ring, which has room for %d; nobody can save those)",
                figures.lostInVf(), figures.ringFrames());
        line(console, "lost at any other moment", "%,d", figures.lostElsewhere());
        line(console, "delivered twice", "%,d", figures.duplicates());
        line(console, "switch to the VF", "%.2f ms after it was ready, and %.2f ms the second time",
                figures.toVfMs(), figures.backToVfMs());
        line(console, "fall back to synthetic", "%.2f ms after the yank, ring filling included", figures.fallBackMs());
        line(console, "journal", "%,d transitions", figures.records());
    }

    private static void line(Console console, String what, String format, Object... figures) {
        console.print(String.format(Locale.ROOT, "  %-30s", what) + String.format(Locale.ROOT, format, figures));
    }

    private static ObjectNode toJson(DemoFigures figures) {
        return Console.json().createObjectNode()
                .put("framesSent", figures.sent())
                .put("framesReturned", figures.returned())
                .put("lostInVf", figures.lostInVf())
                .put("ringFrames", figures.ringFrames())
                .put("lostElsewhere", figures.lostElsewhere())
                .put("duplicates", figures.duplicates())
                .put("reordered", figures.reordered())
                .put("toVfMs", figures.toVfMs())
                .put("backToVfMs", figures.backToVfMs())
                .put("fallBackMs", figures.fallBackMs())
                .put("transitions", figures.records())
                .put("asPromised", figures.asPromised());
    }
}
