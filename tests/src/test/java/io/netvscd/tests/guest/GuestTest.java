package io.netvscd.tests.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code tests/guest} within a build: {@code -Dnetvscd.guest=short}, or {@code all}. An emulated machine takes its minutes. */
class GuestTest {
    private static final int LACKING = 3;

    @Test
    void everyStepInAGuestIsAsExpected() {
        String extent = System.getProperty("netvscd.guest", "");
        assumeTrue(extent.equals("short") || extent.equals("all"), "needs -Dnetvscd.guest=short or all: boots a machine");
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine command = new CommandLine(new GuestCommand()).setOut(writer).setErr(writer);
        int exit = command.execute(extent.equals("short") ? new String[] {"--home", "..", "--short"} : new String[] {"--home", ".."});
        assumeTrue(exit != LACKING, said.toString());
        assertThat(exit).as(said.toString()).isZero();
    }
}
