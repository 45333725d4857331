package io.netvscd.actors.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Answers requests; called on the client's own thread, which it may block. */
public interface ControlHandler {
    /** Takes the items of an answer that comes in pieces; throws once the client is gone. */
    interface Items {
        void send(JsonNode item) throws IOException;
    }

    /** Whether the verb changes something, and so is for the daemon's own user and root alone. */
    boolean changes(String verb);

    /** Carries out a request and returns its result. */
    JsonNode handle(ControlRequest request, Items items) throws ControlRefused, IOException, InterruptedException;
}
