package io.netvscd.actors.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client, served in the order of its requests. */
final class ControlSession {
    private static final Logger LOG = LoggerFactory.getLogger(ControlSession.class);
    private static final int INTERNAL = 4;

    private final SocketChannel channel;
    private final ControlHandler handler;
    private final Consumer<ControlSession> ended;
    private final Thread thread;

    ControlSession(SocketChannel channel, ControlHandler handler, Consumer<ControlSession> ended) {
        this.channel = channel;
        this.handler = handler;
        this.ended = ended;
        thread = new Thread(this::serve, "control-client");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void refuse(String why) throws IOException {
        try (channel) {
            send(failure(0, ControlRefused.bad(why)));
        }
    }

    void close() {
        thread.interrupt();
        try {
            channel.close();
        } catch (IOException ignored) {
            LOG.debug("closing a client", ignored);
        }
    }

    private void serve() {
        try (channel) {
            LineReader lines = new LineReader(channel, ControlServer.REQUEST_BYTES_MAX);
            for (String line = lines.next(); line != null; line = lines.next()) {
                answer(line);
            }
        } catch (IOException gone) {
            LOG.debug("a client is gone: {}", gone.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.accept(this);
        }
    }

    private void answer(String line) throws IOException, InterruptedException {
        long id = 0;
        try {
            ControlRequest request = ControlRequest.parse(line);
            id = request.id();
            if (handler.changes(request.verb()) && !mayChange()) {
                throw new ControlRefused(1, request.verb() + ": only root and the daemon's own user may");
            }
            long each = id;
            JsonNode result = handler.handle(request, item -> {
                ObjectNode answer = ControlRequest.JSON.createObjectNode().put("id", each);
                answer.set("item", item);
                send(answer);
            });
            ObjectNode answer = ControlRequest.JSON.createObjectNode().put("id", id).put("ok", true);
            answer.set("result", result);
            send(answer);
        } catch (ControlRefused refused) {
            send(failure(id, refused));
        } catch (RuntimeException defect) {
            LOG.error("control request failed: {}", line, defect);
            send(failure(id, new ControlRefused(INTERNAL, "internal error: " + defect)));
        }
    }

    private boolean mayChange() throws IOException {
        String user = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        return user.equals("root") || user.equals(System.getProperty("user.name"));
    }

    private static ObjectNode failure(long id, ControlRefused refused) {
        return ControlRequest.JSON.createObjectNode()
                .put("id", id)
                .put("ok", false)
                .put("code", refused.code())
                .put("error", refused.getMessage());
    }

    private void send(ObjectNode answer) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }
}
