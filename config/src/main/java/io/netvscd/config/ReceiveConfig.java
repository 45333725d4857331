package io.netvscd.config;

import java.util.List;

/**
 * What a host is asked to deliver, and on which channel.
 *
 * @param key    of the hash that spreads frames over the channels, 80 hex digits in lower case; empty for the usual one
 * @param table  the channel for each remainder of the hash, from 0, the primary one; empty for all in turn
 * @param groups the multicast addresses to deliver, in lower case; empty for all
 */
public record ReceiveConfig(String key, List<Integer> table, List<String> groups) {
    /** Nothing in particular. */
    public static final ReceiveConfig USUAL = new ReceiveConfig("", List.of(), List.of());

    public ReceiveConfig {
        table = List.copyOf(table);
        groups = List.copyOf(groups);
    }
}
