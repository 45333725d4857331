package io.netvscd.datapath.vmbus;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down what it hears, one line each. */
final class RecordingListener implements ChannelListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void hostMessage(long transactionId, boolean completionRequested, byte[] payload) {
        heard.add("message " + transactionId + (completionRequested ? " wants completion " : " ") + hex(payload));
    }

    @Override
    public void hostCompletion(long transactionId, byte[] payload) {
        heard.add(("completion " + transactionId + " " + hex(payload)).trim());
    }

    @Override
    public void hostRndis(byte[] message) {
        heard.add("rndis " + hex(message));
    }

    @Override
    public void hostMalformed(String what, byte[] firstBytes) {
        heard.add("malformed: " + what);
    }

    @Override
    public void ringCorrupt(String what) {
        heard.add("corrupt: " + what);
    }

    @Override
    public void ringFull(long transactionId) {
        heard.add("full " + transactionId);
    }

    private static String hex(byte[] octets) {
        return HexFormat.ofDelimiter(" ").formatHex(octets);
    }
}
