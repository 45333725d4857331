package io.netvscd.replay.step;

import io.netvscd.replay.timeline.Tick;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** A walk on a terminal: keys move it, the screen shows where one stands. */
public final class StepTerminal {
    private static final String HINT = "left/right step  c change  o owner  g tick  / find  ? help  q leave";
    private static final int LONGEST_WORDS = 200;
    private static final int BACKSPACE = 127;
    private static final int TEN = 10;

    private final Terminal terminal;
    private final Walk walk;
    private final BindingReader keys;
    private final KeyMap<Command> bindings;
    private final Display display;
    private int scrolled;
    private boolean help;
    private boolean whole;
    private String message = "";
    private String wanted = "";

    /** On a terminal that the caller closes. */
    public StepTerminal(Terminal terminal, Walk walk) {
        this.terminal = terminal;
        this.walk = walk;
        keys = new BindingReader(terminal.reader());
        bindings = Keys.of(terminal);
        display = new Display(terminal, true);
    }

    /** Until it is left, or the terminal is gone. */
    public void run() throws IOException {
        Attributes usual = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        try {
            Command command = null;
            while (command != Command.QUIT) {
                draw();
                command = keys.readBinding(bindings);
                if (command == null) {
                    return;
                }
                obey(command);
            }
        } finally {
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.exit_ca_mode);
            terminal.setAttributes(usual);
            terminal.flush();
        }
    }

    private void obey(Command command) throws IOException {
        message = "";
        help = command == Command.HELP && !help;
        int stood = walk.at();
        switch (command) {
            case NEXT -> walk.move(1);
            case BACK -> walk.move(-1);
            case TEN_ON -> walk.move(TEN);
            case TEN_BACK -> walk.move(-TEN);
            case FIRST -> walk.move(-walk.length());
            case LAST -> walk.move(walk.length());
            case SAME_OWNER -> say(walk.sameOwner(1), "this owner does nothing after it");
            case SAME_OWNER_BACK -> say(walk.sameOwner(-1), "this owner did nothing before it");
            case CHANGE -> say(walk.phaseChange(1), "no phase changes after it");
            case CHANGE_BACK -> say(walk.phaseChange(-1), "no phase changed before it");
            case DOWN -> scrolled++;
            case UP -> scrolled = Math.max(0, scrolled - 1);
            case WHOLE -> whole = !whole;
            case GO -> go();
            case FIND -> find();
            case FIND_NEXT -> again(1);
            case FIND_BACK -> again(-1);
            case HELP, QUIT -> { }
        }
        scrolled = walk.at() == stood ? scrolled : 0;
    }

    private void go() throws IOException {
        String text = ask("tick: ");
        if (!text.isEmpty()) {
            try {
                say(walk.goTo(Tick.parse(text)), "there is no transition " + text);
            } catch (IllegalArgumentException noTick) {
                message = noTick.getMessage();
            }
        }
    }

    private void find() throws IOException {
        String text = ask("find: ");
        if (!text.isEmpty()) {
            wanted = text;
            again(1);
        }
    }

    private void again(int direction) {
        say(!wanted.isEmpty() && walk.find(wanted, direction), wanted.isEmpty() ? "find what? '/' asks"
                : "'" + wanted + "' is in no transition " + (direction > 0 ? "after" : "before") + " this one");
    }

    private void say(boolean moved, String otherwise) {
        message = moved ? "" : otherwise;
    }

    /** A line of text from the last line of the screen; empty where it was left with escape or control-C. */
    private String ask(String question) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            message = question + text;
            draw();
            int key = keys.readCharacter();
            if (key == '\r' || key == '\n') {
                message = "";
                return text.toString().strip();
            } else if (key < 0 || key == KeyMap.esc().charAt(0) || key == KeyMap.ctrl('C').charAt(0)) {
                message = "";
                return "";
            } else if ((key == BACKSPACE || key == '\b') && text.length() > 0) {
                text.setLength(text.length() - 1);
            } else if (key >= ' ' && key < BACKSPACE && text.length() < LONGEST_WORDS) {
                text.append((char) key);
            }
        }
    }

    private void draw() {
        int rows = Math.max(2, terminal.getRows());
        int columns = Math.max(1, terminal.getColumns());
        display.resize(Size.of(columns, rows));
        List<Page.Line> page = help ? helpPage() : Page.of(walk, columns, whole);
        scrolled = Math.max(0, Math.min(scrolled, page.size() - (rows - 1)));
        List<AttributedString> screen = new ArrayList<>();
        for (int row = 0; row < rows - 1; row++) {
            screen.add(scrolled + row < page.size() ? styled(page.get(scrolled + row)) : AttributedString.EMPTY);
        }
        boolean more = page.size() > scrolled + rows - 1;
        String last = message.isEmpty() ? (more ? "down more  " : "") + HINT : message;
        screen.add(new AttributedString(last.length() >= columns ? last.substring(0, columns - 1) : last, AttributedStyle.INVERSE));
        display.update(screen, 0);
        terminal.flush();
    }

    private static List<Page.Line> helpPage() {
        List<Page.Line> page = new ArrayList<>();
        page.add(new Page.Line(Page.Kind.HEAD, "keys"));
        Command.help().forEach(line -> page.add(new Page.Line(Page.Kind.PLAIN, line)));
        return page;
    }

    private static AttributedString styled(Page.Line line) {
        return new AttributedString(line.text(), switch (line.kind()) {
            case HEAD -> AttributedStyle.BOLD.underline();
            case CHANGED -> AttributedStyle.BOLD;
            case PLAIN -> AttributedStyle.DEFAULT;
        });
    }
}
