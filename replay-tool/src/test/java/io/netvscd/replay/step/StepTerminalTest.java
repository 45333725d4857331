package io.netvscd.replay.step;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.replay.Incident;
import io.netvscd.replay.blackbox.KeptFrame;
import io.netvscd.replay.sim.Machines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTerminalTest {
    private static final int COLUMNS = 100;
    private static final int ROWS = 30;
    private static final String RIGHT = "\033[C";
    private static final String LEFT = "\033[D";
    private static final String LEAVES_SCREEN = "\033[?1049l";

    @Test
    void beginsAtTheFirstTransition() throws IOException {
        assertThat(screenAfter("")).contains("transition 1:1, 1 of ", "owner   master/eth0", "MasterStarted", "what every owner knew after it",
                "left/right step");
    }

    @Test
    void keysGoForwardAndBack() throws IOException {
        assertThat(screenAfter(RIGHT + RIGHT + RIGHT)).contains("transition 1:4,");
        assertThat(screenAfter(RIGHT + RIGHT + LEFT + "n" + "p" + " ")).contains("transition 1:3,");
        assertThat(screenAfter(">")).contains("master/eth0  vf");
    }

    @Test
    void showsTheFramesThatWereKeptAfterATransition() throws IOException {
        Walk walk = walk();
        walk.add(new KeptFrame("box", "eth0", 1, new BlackBoxFrame(7, 1, BlackBoxFrame.Ring.MASTER, BlackBoxFrame.Fate.LEFT_ON_SYNTHETIC, 1514,
                new byte[] {1, 2, (byte) 0xab})));

        assertThat(screen(walk, "j".repeat(40))).contains("frames between it and the next transition: 1 were kept")
                .containsPattern("eth0 +master +#7 +1514 octets +left-on-synthetic +0102ab");
    }

    @Test
    void showsTheStateOfTheOwnerWhoseTransitionItIsAndOnAKeyOfAll() throws IOException {
        assertThat(screenAfter("nnnn")).contains("WatcherState ").doesNotContain("MasterState ");
        assertThat(screenAfter("nnnna")).contains("MasterState ");
    }

    @Test
    void goesToATickThatIsTypedIn() throws IOException {
        assertThat(screenAfter("g12\r")).contains("transition 1:12,");
        assertThat(screenAfter("g9999\r")).contains("transition 1:1,", "there is no transition 9999");
        assertThat(screenAfter("gnow\r")).contains("not a tick: 'now'");
        assertThat(screenAfter("g19\1772\r")).contains("transition 1:12,");
    }

    @Test
    void findsWords() throws IOException {
        assertThat(screenAfter("/SwitchAnswered\r")).contains("input   SwitchEnded");
        assertThat(screenAfter("/SwitchAnswered\rf")).contains("'SwitchAnswered' is in no transition after this one");
        assertThat(screenAfter("/no such thing\r")).contains("transition 1:1,");
        assertThat(screenAfter("f")).contains("find what? '/' asks");
    }

    @Test
    void showsItsKeys() throws IOException {
        assertThat(screenAfter("?")).contains("one forward", "to the next change of a phase", "leave");
        assertThat(screenAfter("??")).contains("transition 1:1,");
    }

    @Test
    void scrollsToTheEndAndNoFurther() throws IOException {
        assertThat(screenAfter(">" + "j".repeat(500))).contains("no frames were kept between it and the next transition")
                .doesNotContain("down more");
        assertThat(screenAfter(">" + "j".repeat(500) + RIGHT + "k".repeat(500))).contains("transition 1:");
    }

    @Test
    void restoresTheTerminalWhenItIsLeft() throws IOException {
        assertThat(output(walk(), "xterm", COLUMNS, ROWS, "q" + RIGHT)).containsPattern("\\Q" + LEAVES_SCREEN + "\\E[^m]*$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", "ansi", "xterm", "screen"})
    void worksOnTerminalsOfEveryKindAndSize(String type) throws IOException {
        assertThat(output(walk(), type, COLUMNS, ROWS, "nnjc/x\r?q")).contains("transition");
        assertThat(output(walk(), type, 1, 1, "nnjc/x\r?q")).isNotNull();
        assertThat(output(walk(), type, 20, 5, "nnjc/x\r?q")).contains("transition");
    }

    private static String screenAfter(String keys) throws IOException {
        return screen(walk(), keys);
    }

    private static String screen(Walk walk, String keys) throws IOException {
        String output = output(walk, "xterm", COLUMNS, ROWS, keys);
        ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
        screen.write(output.substring(0, output.lastIndexOf(LEAVES_SCREEN)));
        return screen.toString();
    }

    /** All that is written until the keys have been read. */
    private static String output(Walk walk, String type, int columns, int rows, String keys) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (Terminal terminal = new DumbTerminal("test", type, new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)), written,
                StandardCharsets.UTF_8)) {
            terminal.setSize(Size.of(columns, rows));
            new StepTerminal(terminal, walk).run();
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    private static Walk walk() {
        Walk walk = new Walk(Machines.all());
        Incident.of(ON_VF).journal().forEach(walk::add);
        return walk;
    }
}
