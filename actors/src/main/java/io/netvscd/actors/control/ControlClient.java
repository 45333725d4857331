package io.netvscd.actors.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Speaks to a running daemon. */
public final class ControlClient implements AutoCloseable {
    /** An item may be a whole record with a long message; the daemon is trusted with more than its clients are. */
    private static final int ANSWER_BYTES_MAX = 64 << 20;

    private final SocketChannel channel;
    private final LineReader lines;
    private long lastId;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
        lines = new LineReader(channel, ANSWER_BYTES_MAX);
    }

    /** Connects; the error names the socket. */
    public static ControlClient connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return over(channel);
        } catch (IOException failed) {
            channel.close();
            throw new IOException("no daemon answers at " + socket + " (" + failed.getMessage() + ")", failed);
        }
    }

    /** Speaks over a connection that somebody has made, to the socket or to what relays to it; closes it in the end. */
    public static ControlClient over(SocketChannel channel) {
        return new ControlClient(channel);
    }

    /** Arguments to fill in. */
    public static ObjectNode args() {
        return ControlRequest.JSON.createObjectNode();
    }

    /** Makes a request and waits for its result; items go to {@code items} as they come. */
    public JsonNode call(String verb, ObjectNode args, Consumer<JsonNode> items) throws IOException, ControlRefused {
        ControlRequest request = new ControlRequest(++lastId, verb, args);
        ByteBuffer octets = ByteBuffer.wrap((request.toLine() + "\n").getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
        for (String line = lines.next(); line != null; line = lines.next()) {
            JsonNode answer = ControlRequest.JSON.readTree(line);
            if (answer.has("item")) {
                items.accept(answer.get("item"));
            } else if (answer.path("ok").asBoolean()) {
                return answer.path("result");
            } else {
                throw new ControlRefused(answer.path("code").asInt(), answer.path("error").asText());
            }
        }
        throw new IOException("the daemon closed the connection");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
