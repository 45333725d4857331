package io.netvscd.config;

/**
 * One network device of the guest.
 *
 * @param name the TAP that the user configures
 * @param mac  lower-case {@code aa:bb:cc:dd:ee:ff}, a unicast address
 * @param mtu  octets without the Ethernet header, {@value #MIN_MTU} to {@value #MAX_MTU}
 */
public record NicConfig(
        String name, String mac, int mtu, Mode mode, SyntheticConfig synthetic, VfConfig vf, AlarmConfig alarms) {
    /** The least MTU that carries IPv4 (RFC 791). */
    public static final int MIN_MTU = 68;
    /** The largest MTU that Linux gives a TAP: 65,535 less an Ethernet header. */
    public static final int MAX_MTU = 65_521;

    /** A NIC with the usual alarms. */
    public NicConfig(String name, String mac, int mtu, Mode mode, SyntheticConfig synthetic, VfConfig vf) {
        this(name, mac, mtu, mode, synthetic, vf, AlarmConfig.DEFAULT);
    }

    /** Whether netvscd carries the traffic or looks on. */
    public enum Mode {
        /** netvscd owns the device and moves its frames. */
        RUN,
        /** The kernel's driver carries the traffic; netvscd watches and journals. */
        OBSERVE
    }
}
