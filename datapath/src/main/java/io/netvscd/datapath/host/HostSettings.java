package io.netvscd.datapath.host;

import io.netvscd.datapath.MacAddress;

/**
 * What an embedded host is made with.
 *
 * @param nic                the NIC's name, for messages
 * @param mac                the address that the host gives the NIC
 * @param mtu                without the Ethernet header
 * @param latencyNs          from a request of the guest to its answer
 * @param ringBytes          of each ring, its header page included; a multiple of 4096, at least 8192
 * @param receiveBufferBytes a multiple of 4096
 * @param sendBufferBytes    a multiple of 4096
 * @param filterFloods       broadcast and multicast that arrive on the uplink are dropped while the path is the VF and
 *                           nobody has {@linkplain EmbeddedHost#attachVf attached} it: the VF is a real device that
 *                           hears them itself
 * @param channels           that a guest may have at most, the primary one counted
 * @param guestMemoryBytes   of the guest's that the host reads where it lies, a multiple of 4096; 0 for none
 */
public record HostSettings(
        String nic,
        MacAddress mac,
        int mtu,
        long latencyNs,
        int ringBytes,
        int receiveBufferBytes,
        int sendBufferBytes,
        boolean filterFloods,
        int channels,
        int guestMemoryBytes) {
    /** Room for a few hundred large segments either way. */
    public static final int DEFAULT_RING_BYTES = 512 << 10;
    public static final int DEFAULT_BUFFER_BYTES = 16 << 20;
    /** Room for 64 large segments on their way to the host. */
    public static final int DEFAULT_GUEST_MEMORY_BYTES = 64 * 17 * 4096;
    public static final int MAX_CHANNELS = 64;

    public HostSettings {
        if (mac.isGroup() || mac.equals(MacAddress.ZERO)) {
            throw new IllegalArgumentException("a NIC has a unicast address: " + mac);
        }
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw new IllegalArgumentException("a NIC has 1 to " + MAX_CHANNELS + " channels: " + channels);
        }
        if (latencyNs < 0) {
            throw new IllegalArgumentException("a host cannot answer before it is asked: " + latencyNs + " ns");
        }
    }

    /** A host that reads no memory of the guest's. */
    public HostSettings(
            String nic,
            MacAddress mac,
            int mtu,
            long latencyNs,
            int ringBytes,
            int receiveBufferBytes,
            int sendBufferBytes,
            boolean filterFloods,
            int channels) {
        this(nic, mac, mtu, latencyNs, ringBytes, receiveBufferBytes, sendBufferBytes, filterFloods, channels, 0);
    }

    /** A host with the primary channel alone, which reads no memory of the guest's. */
    public HostSettings(
            String nic,
            MacAddress mac,
            int mtu,
            long latencyNs,
            int ringBytes,
            int receiveBufferBytes,
            int sendBufferBytes,
            boolean filterFloods) {
        this(nic, mac, mtu, latencyNs, ringBytes, receiveBufferBytes, sendBufferBytes, filterFloods, 1);
    }

    /** The usual sizes. */
    public static HostSettings of(String nic, MacAddress mac, int mtu, long latencyNs) {
        return new HostSettings(nic, mac, mtu, latencyNs, DEFAULT_RING_BYTES, DEFAULT_BUFFER_BYTES,
                DEFAULT_BUFFER_BYTES, false, 1, DEFAULT_GUEST_MEMORY_BYTES);
    }

    /** The same host, which may offer so many channels, and leaves floods to a VF that is a real device, or not. */
    public HostSettings with(boolean floodsToVf, int mostChannels) {
        return new HostSettings(nic, mac, mtu, latencyNs, ringBytes, receiveBufferBytes, sendBufferBytes, floodsToVf,
                mostChannels, guestMemoryBytes);
    }
}
