package io.netvscd.actors.cli;

import java.time.ZoneId;

/** What {@code --since} takes: a moment as journalctl takes it, or a length of time back from now. */
final class Since {
    private Since() {
    }

    /** Milliseconds since 1970; times are of this machine's time zone where they name none. */
    static long parse(String text, long nowMs) throws CommandFailed {
        String moment = text.matches("\\d+[a-z]+") ? '-' + text : text;
        try {
            return SystemdTime.parse(moment, nowMs, ZoneId.systemDefault());
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailed(CommandFailed.BAD_INPUT, "--since: " + wrong.getMessage());
        }
    }
}
