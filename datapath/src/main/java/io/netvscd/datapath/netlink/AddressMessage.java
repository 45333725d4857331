package io.netvscd.datapath.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address on a network device, from RTM_NEWADDR, RTM_DELADDR or a dump.
 *
 * @param ifindex      the device
 * @param address      the device's own address, IPv4 or IPv6
 * @param prefixLength bits of the network's part
 * @param linkLocal    whether its scope is the link
 * @param usable       false while duplicate address detection has not passed it
 */
public record AddressMessage(int ifindex, InetAddress address, int prefixLength, boolean linkLocal, boolean usable) {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    /** Nothing that would be looked up as a name. */
    private static final Pattern TEXT =
            Pattern.compile("(?<address>" + OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)/(?<prefix>\\d{1,3})");

    /** Reads what {@link #text} has written, as of an address that is usable; empty for anything else. */
    public static Optional<AddressMessage> parse(int ifindex, String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(parts.group("address"));
            int prefix = Integer.parseInt(parts.group("prefix"));
            return prefix > address.getAddress().length * Byte.SIZE
                    ? Optional.empty()
                    : Optional.of(new AddressMessage(ifindex, address, prefix, address.isLinkLocalAddress(), true));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** {@code 10.1.2.3/24}. */
    public String text() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
