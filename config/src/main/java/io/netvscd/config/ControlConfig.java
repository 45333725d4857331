package io.netvscd.config;

import java.nio.file.Path;

/**
 * How the running daemon is spoken to.
 *
 * @param socket path of the Unix socket, at most {@value #MAX_SOCKET_BYTES} octets (sun_path less its closing zero)
 */
public record ControlConfig(Path socket) {
    /** The longest path that fits into a sockaddr_un. */
    public static final int MAX_SOCKET_BYTES = 107;
}
