package io.netvscd.actors.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class ControlSocketTest {
    @TempDir
    Path folder;

    private Path socket;
    private ControlServer server;

    @BeforeEach
    void open() throws IOException {
        socket = folder.resolve("run/control.sock");
        server = ControlServer.open(socket, new Echo());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void answersARequestWithItsResult() throws Exception {
        try (ControlClient client = ControlClient.connect(socket)) {
            JsonNode result = client.call("echo", ControlClient.args().put("text", "hello"), item -> { });

            assertThat(result.asText()).isEqualTo("hello");
        }
    }

    @Test
    void sendsItemsAheadOfTheResult() throws Exception {
        List<Integer> items = new ArrayList<>();
        try (ControlClient client = ControlClient.connect(socket)) {
            client.call("count", ControlClient.args(), item -> items.add(item.asInt()));
        }

        assertThat(items).containsExactly(1, 2, 3);
    }

    @Test
    void refusalsCarryTheExitCode() throws Exception {
        try (ControlClient client = ControlClient.connect(socket)) {
            assertThatThrownBy(() -> client.call("echo", ControlClient.args(), item -> { }))
                    .isInstanceOfSatisfying(ControlRefused.class, refused -> assertThat(refused.code()).isEqualTo(2))
                    .hasMessageContaining("'text' is missing");
        }
    }

    @Test
    void aDefectIsToldAndTheConnectionLives() throws Exception {
        try (ControlClient client = ControlClient.connect(socket)) {
            assertThatThrownBy(() -> client.call("trip", ControlClient.args(), item -> { }))
                    .isInstanceOfSatisfying(ControlRefused.class, refused -> assertThat(refused.code()).isEqualTo(4));
            assertThat(client.call("echo", ControlClient.args().put("text", "still"), item -> { }).asText())
                    .isEqualTo("still");
        }
    }

    @Test
    void lettersThatAreNoJsonAreRefused() throws Exception {
        assertThat(raw("what?\n")).contains("\"ok\":false").contains("\"code\":2").contains("not JSON");
        assertThat(raw("{\"verb\": 7}\n")).contains("an object with a verb");
        assertThat(raw("{\"verb\": \"echo\", \"args\": []}\n")).contains("args of echo");
    }

    @Test
    void theSocketIsForOwnerAndGroupAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-rw----");
    }

    @Test
    void aSecondDaemonOnTheSameSocketIsRefused() {
        assertThatThrownBy(() -> ControlServer.open(socket, new Echo()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another daemon listens here");
    }

    @Test
    void aSocketFileThatACrashLeftIsReplaced() throws Exception {
        Path left = folder.resolve("left.sock");
        try (ServerSocketChannel crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            crashed.bind(UnixDomainSocketAddress.of(left));
        }
        assertThat(left).exists();

        ControlServer next = ControlServer.open(left, new Echo());
        try (ControlClient client = ControlClient.connect(left)) {
            assertThat(client.call("echo", ControlClient.args().put("text", "new"), item -> { }).asText())
                    .isEqualTo("new");
        } finally {
            next.close();
        }
    }

    @Test
    void oneClientTooManyIsToldSo() throws Exception {
        List<ControlClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < ControlServer.CLIENTS_MAX; i++) {
                ControlClient client = ControlClient.connect(socket);
                clients.add(client);
                client.call("echo", ControlClient.args().put("text", "in"), item -> { });
            }
            ControlClient oneMore = ControlClient.connect(socket);
            clients.add(oneMore);
            assertThatThrownBy(() -> oneMore.call("echo", ControlClient.args().put("text", "x"), item -> { }))
                    .hasMessageMatching("busy: 32 clients are connected|Broken pipe");
        } finally {
            for (ControlClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void anEndlessLineEndsTheConnection() throws Exception {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer much = ByteBuffer.allocate(1 << 16);
            assertThatThrownBy(() -> {
                for (int i = 0; i < 64; i++) {
                    much.clear();
                    channel.write(much);
                }
            }).isInstanceOf(IOException.class);
        }
    }

    @Test
    void noDaemonIsNamedWithItsSocket() {
        Path nowhere = folder.resolve("nowhere.sock");

        assertThatThrownBy(() -> ControlClient.connect(nowhere))
                .hasMessageContaining("no daemon answers at " + nowhere);
    }

    private String raw(String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            return new LineReader(channel, 1 << 16).next();
        }
    }

    private static final class Echo implements ControlHandler {
        @Override
        public boolean changes(String verb) {
            return verb.equals("echo");
        }

        @Override
        public JsonNode handle(ControlRequest request, Items items) throws ControlRefused, IOException {
            switch (request.verb()) {
                case "echo":
                    return new TextNode(request.text("text"));
                case "count":
                    for (int i = 1; i <= 3; i++) {
                        items.send(new IntNode(i));
                    }
                    return new IntNode(3);
                default:
                    throw new IllegalStateException("tripped");
            }
        }
    }
}
