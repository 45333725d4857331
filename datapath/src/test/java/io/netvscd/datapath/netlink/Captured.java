package io.netvscd.datapath.netlink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Datagrams that a Linux 6.18 sent, as hexadecimal text. */
final class Captured {
    private Captured() {
    }

    static byte[] datagram(String name) {
        try (InputStream in = Captured.class.getResourceAsStream("/netlink/" + name + ".hex")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NetlinkMessage message(String name) throws NetlinkMalformed {
        return NetlinkMessage.parse(datagram(name)).get(0);
    }
}
