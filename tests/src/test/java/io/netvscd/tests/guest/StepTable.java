package io.netvscd.tests.guest;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Steps, one row each as it ends: what was expected, and what was seen. */
final class StepTable {
    private static final int REASON_MAX = 600;

    private final PrintWriter out;
    private int steps;
    private int failed;

    StepTable(PrintWriter out) {
        this.out = out;
        out.println("| step | expected | seen | s | |");
        out.println("| --- | --- | --- | ---: | --- |");
        out.flush();
    }

    /** Takes a step and says whether it went well. What it returns is what was seen; an assertion that it breaks is a failure. */
    boolean step(String name, String expected, Callable<?> work) {
        long begun = System.nanoTime();
        String seen;
        boolean good = false;
        try {
            seen = String.valueOf(work.call());
            good = true;
        } catch (Exception | AssertionError broken) {
            seen = reason(broken);
            failed++;
        }
        steps++;
        row(name, expected, seen, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 1e3, good ? "ok" : "FAILED");
        return good;
    }

    /** A step that cannot be taken here. */
    void skip(String name, String why) {
        row(name, "", why, 0, "skipped");
    }

    private void row(String name, String expected, String seen, double seconds, String verdict) {
        out.printf("| %s | %s | %s | %.1f | %s |%n", name, expected, seen, seconds, verdict);
        out.flush();
    }

    private static String reason(Throwable broken) {
        String said = String.valueOf(broken.getMessage()).strip().replaceAll("\\s+", " ").replace('|', '/');
        return said.length() > REASON_MAX ? said.substring(0, REASON_MAX) + " ..." : said;
    }

    int steps() {
        return steps;
    }

    int failed() {
        return failed;
    }
}
