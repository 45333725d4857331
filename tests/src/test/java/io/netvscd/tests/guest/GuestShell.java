package io.netvscd.tests.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netvscd.actors.control.ControlClient;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** The line to the guest. Each script has a shell and a connection of its own. */
final class GuestShell {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InetSocketAddress SHELL = new InetSocketAddress(Fabric.LINE, 7000);
    private static final InetSocketAddress CONTROL = new InetSocketAddress(Fabric.LINE, 7001);
    private static final int CONNECT_MS_MAX = 2_000;
    private static final int SILENCE_MS_MAX = 180_000;
    private static final String ENDED = "\n#ended ";

    private final NetworkNamespace wires;

    GuestShell(NetworkNamespace wires) {
        this.wires = wires;
    }

    /** Runs a script and returns what it printed; one that fails is an error. What it leaves running must print elsewhere. */
    String run(String script) throws Exception {
        return new String(octets(script), StandardCharsets.UTF_8).strip();
    }

    /** The same, begun. */
    CompletableFuture<String> begin(String script) {
        return wires.start(() -> new String(exchange(script), StandardCharsets.UTF_8).strip());
    }

    /** The same of a program that prints JSON. */
    JsonNode json(String script) throws Exception {
        return JSON.readTree(octets(script));
    }

    byte[] octets(String script) throws Exception {
        return wires.call(() -> exchange(script));
    }

    private static byte[] exchange(String script) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(SHELL, CONNECT_MS_MAX);
            socket.setSoTimeout(SILENCE_MS_MAX);
            String whole = "(\n" + script + "\n) </dev/null 2>&1; printf '\\n#ended %d' $?\n";
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            byte[] printed = socket.getInputStream().readAllBytes();
            int end = new String(printed, StandardCharsets.ISO_8859_1).lastIndexOf(ENDED);
            if (end < 0) {
                throw new IOException("the guest's shell broke off: " + script);
            }
            String exit = new String(printed, end + ENDED.length(), printed.length - end - ENDED.length(), StandardCharsets.UTF_8);
            byte[] output = Arrays.copyOf(printed, end);
            if (!exit.equals("0")) {
                throw new IOException(script + " ended with " + exit + ": " + new String(output, StandardCharsets.UTF_8).strip());
            }
            return output;
        }
    }

    /** A connection to the control socket of the daemon in the guest. */
    ControlClient control() throws Exception {
        return wires.call(() -> ControlClient.over(SocketChannel.open(CONTROL)));
    }
}
