package io.netvscd.replay.step;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a key does. */
enum Command {
    NEXT("right, n, space", "one forward"),
    BACK("left, p, backspace", "one back"),
    TEN_ON("page down", "ten forward"),
    TEN_BACK("page up", "ten back"),
    FIRST("home, <", "to the first"),
    LAST("end, >", "to the last"),
    SAME_OWNER("o", "to the next of the same owner"),
    SAME_OWNER_BACK("O", "to the one before of the same owner"),
    CHANGE("c", "to the next change of a phase"),
    CHANGE_BACK("C", "to the change of a phase before"),
    DOWN("down, j", "scroll down"),
    UP("up, k", "scroll up"),
    WHOLE("a", "the whole state of every owner, or not"),
    GO("g", "go to a tick"),
    FIND("/", "find words"),
    FIND_NEXT("f", "find them again"),
    FIND_BACK("F", "find them again, backward"),
    HELP("?, h", "this help"),
    QUIT("q", "leave");

    private final String keys;
    private final String does;

    Command(String keys, String does) {
        this.keys = keys;
        this.does = does;
    }

    /** A line for each. */
    static List<String> help() {
        return Arrays.stream(values()).map(command -> String.format("  %-20s %s", command.keys, command.does)).collect(Collectors.toList());
    }
}
