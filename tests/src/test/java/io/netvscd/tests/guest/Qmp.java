package io.netvscd.tests.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;

/** QEMU's own control: one JSON object a line in each direction, and events between the answers. */
final class Qmp implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SocketChannel channel;
    private final BufferedReader lines;
    private final Queue<JsonNode> events = new ArrayDeque<>();

    private Qmp(SocketChannel channel) {
        this.channel = channel;
        lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    static Qmp connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        Qmp qmp = new Qmp(channel);
        qmp.read();
        qmp.execute("qmp_capabilities", Map.of());
        return qmp;
    }

    /** Has something done, and waits for the answer. */
    JsonNode execute(String command, Map<String, ?> arguments) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("execute", command);
        request.set("arguments", JSON.valueToTree(arguments));
        ByteBuffer octets = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
        while (true) {
            JsonNode answer = read();
            if (answer.has("event")) {
                events.add(answer);
            } else if (answer.has("error")) {
                throw new IOException("QEMU refuses " + request + ": " + answer.path("error").path("desc").asText());
            } else {
                return answer.path("return");
            }
        }
    }

    /** Waits for an event; QEMU's time bounds it. */
    void await(String event, String device) throws IOException {
        for (Iterator<JsonNode> earlier = events.iterator(); earlier.hasNext();) {
            if (is(earlier.next(), event, device)) {
                earlier.remove();
                return;
            }
        }
        JsonNode said = read();
        while (!is(said, event, device)) {
            said = read();
        }
    }

    private static boolean is(JsonNode said, String event, String device) {
        return said.path("event").asText().equals(event) && said.path("data").path("device").asText().equals(device);
    }

    private JsonNode read() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("QEMU has ended");
        }
        return JSON.readTree(line);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
