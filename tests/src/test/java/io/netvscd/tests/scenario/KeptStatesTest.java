package io.netvscd.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.States;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.sim.ScenarioPlayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Owners' states as a journal keeps them: read as they were, and read by every later build. */
class KeptStatesTest {
    /** Of each kind of owner, from the scenarios. Never edited; states of a later form get a file of their own. */
    private static final Path GOLDEN = Path.of("src", "test", "resources", "states", "states-1.jsonl");
    private static final int OF_EACH_KIND = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TestFactory
    Stream<DynamicTest> everyStateOfEveryIncidentIsReadAsItWas() throws IOException {
        return ScenarioFiles.all().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            Owners owners = new Owners(Machines.all());
            for (TransitionRecord turn : journal(file)) {
                owners.of(turn.owner()).apply(turn.events());
                Object state = owners.of(turn.owner()).state();
                assertThat(read(States.known(turn.owner(), turn.stamp(), state))).isEqualTo(state);
            }
        }));
    }

    @Test
    void whatAnEarlierBuildKeptIsRead() throws Exception {
        if ("write".equals(System.getProperty("netvscd.golden")) && !Files.exists(GOLDEN)) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, samples().stream().map(JsonLines::line).toList());
        }
        List<String> lines = Files.readAllLines(GOLDEN);
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            KnownState kept = JsonLines.readState(line);
            KnownState again = States.known(kept.owner(), kept.last(), read(kept));
            assertThat(JsonLines.line(kept)).isEqualTo(line);
            assertThat(holds(JSON.readTree(again.state()), JSON.readTree(kept.state()))).as("%s became %s", kept, again).isTrue();
        }
    }

    private static Object read(KnownState known) {
        Machine<?> machine = Machines.all().apply(known.owner().kind());
        return States.read(machine, known);
    }

    /** Whether everything that was said is still said; more may be. */
    private static boolean holds(JsonNode now, JsonNode then) {
        if (then.isObject()) {
            return then.properties().stream().allMatch(member -> now.has(member.getKey())
                    && holds(now.get(member.getKey()), member.getValue()));
        } else if (then.isArray()) {
            boolean same = now.isArray() && now.size() == then.size();
            for (int i = 0; same && i < then.size(); i++) {
                same = holds(now.get(i), then.get(i));
            }
            return same;
        }
        return then.equals(now);
    }

    /** States that have much to say, as different as may be. */
    private static List<KnownState> samples() throws Exception {
        Map<OwnerId.Kind, Map<String, KnownState>> byPhase = new EnumMap<>(OwnerId.Kind.class);
        for (Path file : ScenarioFiles.all().toList()) {
            Owners owners = new Owners(Machines.all());
            for (TransitionRecord turn : journal(file)) {
                owners.of(turn.owner()).apply(turn.events());
                KnownState known = States.known(turn.owner(), turn.stamp(), owners.of(turn.owner()).state());
                Map<String, KnownState> ofKind = byPhase.computeIfAbsent(turn.owner().kind(), kind -> new LinkedHashMap<>());
                ofKind.merge(owners.of(turn.owner()).phase().name(), known,
                        (one, other) -> one.state().length() >= other.state().length() ? one : other);
            }
        }
        List<KnownState> samples = new ArrayList<>();
        byPhase.values().forEach(ofKind -> ofKind.values().stream().limit(OF_EACH_KIND).forEach(samples::add));
        return samples;
    }

    private static List<TransitionRecord> journal(Path file) throws Exception {
        List<TransitionRecord> journal = new ArrayList<>();
        try (ScenarioPlayer player = new ScenarioPlayer(ScenarioParser.parse(file), Machines.all(), journal::add)) {
            player.play();
        }
        return journal;
    }
}
