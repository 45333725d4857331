package io.netvscd.datapath.linux;

import io.netvscd.datapath.MacAddress;

/**
 * What a TAP is opened as.
 *
 * @param name       1 to 15 octets, no slash, no white space, no {@code %}
 * @param mac        the address that a newly created device gets; a device that exists already keeps its own
 * @param persistent whether the device outlives the process, so that a restart finds it with its addresses and routes;
 *                   one that was made to stay by someone else stays either way
 * @param offload    what the system may leave undone; less where the kernel cannot do it
 */
public record TapSettings(String name, MacAddress mac, boolean persistent, TapOffload offload) {
    /** Octets in the longest name of a network device. */
    public static final int NAME_BYTES_MAX = 15;

    public TapSettings {
        if (!name.matches("[!-~&&[^/%:]]{1," + NAME_BYTES_MAX + "}") || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("\"" + name + "\" is no name for a network device: 1 to "
                    + NAME_BYTES_MAX + " visible ASCII characters without / : %");
        }
    }
}
