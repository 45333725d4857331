package io.netvscd.replay.step;

import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** Which key does what: those of the terminal's description, those that nearly every terminal sends, and letters. */
final class Keys {
    private static final long ESCAPE_WAIT_MS = 50;

    private Keys() {
    }

    static KeyMap<Command> of(Terminal terminal) {
        KeyMap<Command> keys = new KeyMap<>();
        keys.setAmbiguousTimeout(ESCAPE_WAIT_MS);
        bind(keys, terminal, Command.NEXT, Capability.key_right, "\033[C", "\033OC", "n", " ", "l");
        bind(keys, terminal, Command.BACK, Capability.key_left, "\033[D", "\033OD", "p", "\b", "\177");
        bind(keys, terminal, Command.TEN_ON, Capability.key_npage, "\033[6~");
        bind(keys, terminal, Command.TEN_BACK, Capability.key_ppage, "\033[5~");
        bind(keys, terminal, Command.FIRST, Capability.key_home, "\033[H", "\033[1~", "<");
        bind(keys, terminal, Command.LAST, Capability.key_end, "\033[F", "\033[4~", ">");
        bind(keys, terminal, Command.DOWN, Capability.key_down, "\033[B", "\033OB", "j");
        bind(keys, terminal, Command.UP, Capability.key_up, "\033[A", "\033OA", "k");
        keys.bind(Command.SAME_OWNER, "o");
        keys.bind(Command.SAME_OWNER_BACK, "O");
        keys.bind(Command.CHANGE, "c");
        keys.bind(Command.CHANGE_BACK, "C");
        keys.bind(Command.WHOLE, "a");
        keys.bind(Command.GO, "g");
        keys.bind(Command.FIND, "/");
        keys.bind(Command.FIND_NEXT, "f");
        keys.bind(Command.FIND_BACK, "F");
        keys.bind(Command.HELP, "?", "h");
        keys.bind(Command.QUIT, "q", "Q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        return keys;
    }

    private static void bind(KeyMap<Command> keys, Terminal terminal, Command command, Capability capability, String... others) {
        String described = KeyMap.key(terminal, capability);
        if (described != null && !described.isEmpty()) {
            keys.bind(command, described);
        }
        keys.bind(command, others);
    }
}
