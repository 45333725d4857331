package io.netvscd.replay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One page of a browser over the Chrome DevTools protocol: calls that are answered, and what the page says by itself. */
final class DevTools implements AutoCloseable {
    /** What a page said: a method of the protocol and its parameters. */
    record Said(String method, JsonNode parameters) {
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ANSWER_SECONDS = 120;

    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private int calls;

    private DevTools(HttpClient client, URI address) {
        socket = client.newWebSocketBuilder().buildAsync(address, new Ear()).join();
    }

    static DevTools connect(HttpClient client, URI address) {
        return new DevTools(client, address);
    }

    /** Calls a method; parameters come as name, value, name, value. */
    JsonNode call(String method, Object... parameters) throws IOException, InterruptedException {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put((String) parameters[i], parameters[i + 1]);
        }
        int id = ++calls;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", named)), true).join();
        try {
            JsonNode whole = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (whole.has("error")) {
                throw new IOException(method + ": " + whole.get("error"));
            }
            return whole.get("result");
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(method + " was not answered", e);
        }
    }

    /** The value of an expression of the page's own language, which may be a promise. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode answer = call("Runtime.evaluate", "expression", expression, "returnByValue", true, "awaitPromise", true);
        if (answer.has("exceptionDetails")) {
            throw new IOException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** What the page said of this kind so far. */
    List<JsonNode> said(String method) {
        return said.stream().filter(one -> one.method().equals(method)).map(Said::parameters).toList();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                hear(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            asked.values().forEach(answer -> answer.completeExceptionally(error));
        }

        private void hear(String message) {
            try {
                JsonNode whole = JSON.readTree(message);
                if (whole.has("id")) {
                    asked.remove(whole.get("id").asInt()).complete(whole);
                } else {
                    said.add(new Said(whole.get("method").asText(), whole.get("params")));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
