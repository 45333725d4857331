package io.netvscd.actors.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.control.ControlHandler;
import io.netvscd.actors.control.ControlRefused;
import io.netvscd.actors.control.ControlRequest;
import io.netvscd.config.ConfigInvalid;
import io.netvscd.config.ConfigLoader;
import io.netvscd.config.NetvscdConfig;
import io.netvscd.config.NicConfig;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the control socket can be asked. */
final class ControlVerbs implements ControlHandler {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NO = 1;
    private static final int MARK_CHARS_MAX = 500;

    /** One verb. */
    private interface Verb {
        JsonNode answer(ControlRequest request, Items items) throws ControlRefused, IOException, InterruptedException;
    }

    private static final Set<String> CHANGING = Set.of("set", "mark", "reload", "host");

    private final NetvscdConfig config;
    private final Path file;
    private final Engine engine;
    private final List<Nic> nics;
    private final Map<String, Verb> verbs;

    ControlVerbs(NetvscdConfig config, Path file, Engine engine, List<? extends Nic> nics) {
        this.config = config;
        this.file = file;
        this.engine = engine;
        this.nics = List.copyOf(nics);
        verbs = Map.of(
                "status", (request, items) -> new StatusReport(engine).of(nics),
                "events", this::events,
                "set", (request, items) -> set(request),
                "mark", (request, items) -> mark(request),
                "reload", (request, items) -> reload(),
                "host", (request, items) -> host(request),
                "export", (request, items) -> export(items),
                "version", (request, items) -> JSON.createObjectNode().put("version", Version.TEXT));
    }

    @Override
    public boolean changes(String verb) {
        return CHANGING.contains(verb);
    }

    @Override
    public JsonNode handle(ControlRequest request, Items items)
            throws ControlRefused, IOException, InterruptedException {
        Verb verb = verbs.get(request.verb());
        if (verb == null) {
            throw ControlRefused.bad("unknown verb '" + request.verb() + "'; there are "
                    + verbs.keySet().stream().sorted().toList());
        }
        return verb.answer(request, items);
    }

    private JsonNode events(ControlRequest request, Items items) throws IOException, InterruptedException {
        long sent = new RecordStream(engine.journal())
                .events(request.args().path("sinceMs").asLong(0), request.flag("follow"), items);
        return JSON.createObjectNode().put("records", sent);
    }

    private JsonNode export(Items items) throws IOException {
        ObjectNode result = JSON.createObjectNode().put("records", new RecordStream(engine.journal()).lines(items));
        result.put("config", config.toText()).put("version", Version.TEXT);
        result.put("journal", engine.journal().folder().toAbsolutePath().toString());
        return result;
    }

    private JsonNode set(ControlRequest request) throws ControlRefused {
        Nic nic = nic(request);
        String what = request.text("what");
        try {
            if (what.equals("up") || what.equals("down")) {
                nic.setUp(what.equals("up"));
            } else if (what.matches("mtu=\\d{1,5}")) {
                nic.setMtu(mtu(what));
            } else {
                throw ControlRefused.bad("set: '" + what + "' is not understood; it is up, down or mtu=N");
            }
        } catch (IOException refused) {
            throw new ControlRefused(NO, "set " + nic.config().name() + " " + what + ": " + refused.getMessage());
        }
        return said(nic.config().name() + ": " + what);
    }

    private static int mtu(String what) throws ControlRefused {
        int mtu = Integer.parseInt(what.substring("mtu=".length()));
        if (mtu < NicConfig.MIN_MTU || mtu > NicConfig.MAX_MTU) {
            throw ControlRefused.bad("set: an MTU is between " + NicConfig.MIN_MTU + " and " + NicConfig.MAX_MTU);
        }
        return mtu;
    }

    private JsonNode mark(ControlRequest request) throws ControlRefused {
        String text = request.text("text");
        if (text.length() > MARK_CHARS_MAX) {
            throw ControlRefused.bad("mark: at most " + MARK_CHARS_MAX + " characters");
        }
        engine.post().tell(OwnerId.WATCHER, new WatcherInput.OperatorMark(text));
        return said("marked");
    }

    private JsonNode host(ControlRequest request) throws ControlRefused {
        Nic nic = nic(request);
        if (!nic.hasEmbeddedHost()) {
            throw ControlRefused.bad(
                    "host: " + nic.config().name() + " has no embedded host (synthetic.type = netdev)");
        }
        List<String> words = new ArrayList<>();
        request.args().path("words").forEach(word -> words.add(word.asText()));
        nic.tellHost(HostWords.parse(words));
        return said(nic.config().name() + ": the host was told " + String.join(" ", words));
    }

    private JsonNode reload() throws ControlRefused {
        NetvscdConfig next;
        try {
            next = ConfigLoader.load(file);
        } catch (ConfigInvalid invalid) {
            throw ControlRefused.bad("nothing was changed:\n" + invalid.getMessage());
        }
        List<String> changes = ConfigDifference.between(config, next);
        if (!changes.isEmpty()) {
            throw new ControlRefused(NO, "nothing was changed; these need a restart of the daemon:\n  "
                    + String.join("\n  ", changes));
        }
        return said(file + ": nothing has changed");
    }

    private Nic nic(ControlRequest request) throws ControlRefused {
        String name = request.text("nic");
        return nics.stream()
                .filter(nic -> nic.config().name().equals(name))
                .findFirst()
                .orElseThrow(() -> ControlRefused.bad("there is no NIC '" + name + "'; there are "
                        + nics.stream().map(nic -> nic.config().name()).toList()));
    }

    private static ObjectNode said(String line) {
        ObjectNode result = JSON.createObjectNode();
        ArrayNode lines = result.putArray("said");
        lines.add(line);
        return result;
    }
}
