package io.netvscd.datapath.netlink;

import java.nio.ByteBuffer;

/**
 * A classifier that is on a device, anybody's, from {@code struct tcmsg} and TCA_KIND.
 *
 * @param ifindex    the device
 * @param parent     the qdisc or the hook that it hangs on
 * @param handle     its number within its preference; 0 of the preference itself
 * @param preference the lower, the earlier asked
 * @param kind       {@code bpf}, {@code matchall}, …
 */
record PlacedRule(int ifindex, int parent, int handle, int preference, String kind) {
    static final int TCMSG_BYTES = 20;
    private static final int TCA_KIND = 1;

    static PlacedRule decode(NetlinkMessage message) throws NetlinkMalformed {
        ByteBuffer fixed = message.fixed(TCMSG_BYTES);
        String kind = "";
        for (Attribute attribute : message.attributes(TCMSG_BYTES)) {
            if (attribute.type() == TCA_KIND) {
                kind = attribute.text();
            }
        }
        return new PlacedRule(fixed.getInt(4), fixed.getInt(12), fixed.getInt(8), fixed.getInt(16) >>> 16, kind);
    }

    boolean isOurs() {
        return TrafficRule.isOurs(preference, handle);
    }

    /** Of a rule of ours: whether the clsact is, too. */
    boolean ownsClsact() {
        return (handle & 1) != 0;
    }
}
