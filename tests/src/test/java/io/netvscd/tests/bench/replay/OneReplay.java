package io.netvscd.tests.bench.replay;

import io.netvscd.replay.cli.ReplayTool;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The command {@code replay-tool replay} of a journal, its words thrown away. */
final class OneReplay {
    private OneReplay() {
    }

    public static void main(String[] arguments) {
        PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(ReplayTool.run(new PrintWriter(PrintWriter.nullWriter()), errors, "replay", arguments[0]));
    }
}
