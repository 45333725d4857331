package io.netvscd.replay;

import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.PlayResult;
import io.netvscd.replay.sim.ScenarioPlayer;
import java.util.ArrayList;
import java.util.List;

/** A scenario played for a test: what came of it, and the journal. */
public record Incident(PlayResult result, List<TransitionRecord> journal) {
    private static final String HEAD = """
            name = "test"
            source = "test"
            nic { name = eth0, mac = "00:15:5d:0a:00:01" }
            steps = [
            """;
    /** From nothing to frames on the VF, within 300 ms. */
    public static final String ON_VF = """
              { at = 0 ms,  host = offer }
              { at = 50 ms, admin = up }
              { at = 60 ms, host = vf-association, allocated = true, serial = 2 }
              { at = 70 ms, vf = plug, name = vf0, mac = "00:15:5d:0a:00:01", slot = 2 }
              { at = 300 ms, expect { datapath = vf } }
            """;

    /** The text of a scenario file with these steps. */
    public static String file(String... steps) {
        return HEAD + String.join("\n", steps) + "\n]\n";
    }

    /** Plays these steps. */
    public static Incident of(String... steps) {
        return play(file(steps));
    }

    /** Plays these steps under conditions in the words of the file. */
    public static Incident under(String conditions, String... steps) {
        return play(conditions + "\n" + file(steps));
    }

    /** Plays the whole text of a scenario file. */
    public static Incident play(String file) {
        List<TransitionRecord> journal = new ArrayList<>();
        try (ScenarioPlayer player =
                new ScenarioPlayer(ScenarioParser.parse("test.conf", file), Machines.all(), journal::add)) {
            return new Incident(player.play(), journal);
        } catch (ScenarioFileException e) {
            throw new AssertionError(e);
        }
    }
}
