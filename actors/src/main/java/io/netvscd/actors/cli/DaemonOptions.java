package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.control.ControlClient;
import io.netvscd.actors.control.ControlRefused;
import io.netvscd.config.ConfigInvalid;
import io.netvscd.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How a command finds the running daemon. */
final class DaemonOptions {
    private static final Path DEFAULT_SOCKET = Path.of("/run/netvscd/control.sock");

    @Option(names = "--socket", paramLabel = "PATH",
            description = "the daemon's control socket (default: what the configuration says)")
    private Path socket;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE",
            description = "the configuration that names the socket (default: /etc/netvscd/netvscd.conf)")
    private Path config;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    boolean json() {
        return json;
    }

    /** Makes one request and gives its result. */
    JsonNode call(String verb, ObjectNode args, Consumer<JsonNode> items) throws CommandFailed {
        try (ControlClient client = ControlClient.connect(socket())) {
            return client.call(verb, args, items);
        } catch (ControlRefused refused) {
            throw new CommandFailed(refused.code(), refused.getMessage());
        } catch (IOException unreachable) {
            throw new CommandFailed(CommandFailed.MISSING, unreachable.getMessage());
        }
    }

    JsonNode call(String verb, ObjectNode args) throws CommandFailed {
        return call(verb, args, item -> { });
    }

    private Path socket() throws CommandFailed {
        if (socket != null) {
            return socket;
        }
        Path file = config != null ? config : ConfigLoader.DEFAULT_FILE;
        if (config == null && !Files.isReadable(file)) {
            return DEFAULT_SOCKET;
        }
        try {
            return ConfigLoader.load(file).control().socket();
        } catch (ConfigInvalid invalid) {
            throw new CommandFailed(CommandFailed.BAD_INPUT, invalid.getMessage());
        }
    }
}
