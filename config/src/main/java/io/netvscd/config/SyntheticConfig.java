package io.netvscd.config;

/**
 * The path that is always there.
 *
 * @param uplink {@code EMBEDDED}: the netdev that the host's side leaves by, or {@value #LOOPBACK}; else empty
 * @param device {@code NETDEV}: the name of the netdev; {@code UIO}: the VMBus instance GUID in lower case, empty for
 *               the device with the NIC's address; else empty
 * @param channels with a host: that the NIC has, the primary one counted; else 1
 * @param receive  with a host: what it is asked to deliver
 */
public record SyntheticConfig(Type type, String uplink, String device, int channels, ReceiveConfig receive) {
    /** The most channels that a NIC can have. */
    public static final int MAX_CHANNELS = 64;
    /** The uplink of an embedded host without a netdev: its frames come back to it. */
    public static final String LOOPBACK = "loopback";

    /** A synthetic path of one channel. */
    public SyntheticConfig(Type type, String uplink, String device) {
        this(type, uplink, device, 1, ReceiveConfig.USUAL);
    }

    /** Where the synthetic path comes from. */
    public enum Type {
        /** The embedded Hyper-V host. */
        EMBEDDED,
        /** Any Linux netdev. */
        NETDEV,
        /** A channel of a real host, bound to uio_hv_generic. */
        UIO
    }

    /** Whether the uplink is a Linux netdev. */
    public boolean hasUplinkNetdev() {
        return type == Type.EMBEDDED && !uplink.equals(LOOPBACK);
    }

    /** The netdev that the NIC's frames leave by, as synthetic path or as uplink; empty where there is none. */
    public String netdevBelow() {
        return type == Type.NETDEV ? device : hasUplinkNetdev() ? uplink : "";
    }

    /**
     * Whether its frames and the VF's meet in a fabric of bridges, which floods what is for everybody to both. A Hyper-V host steers
     * each frame to one path, and what is for everybody to the synthetic one, whichever is in use.
     */
    public boolean meetsVfInFabric() {
        return type == Type.NETDEV || hasUplinkNetdev();
    }
}
