package io.netvscd.datapath.netlink;

/**
 * Something that somebody has set up on a device, for traffic that it is to carry or to change.
 *
 * @param ifindex the device
 * @param what    in words: {@code route 10.0.0.0/8}, {@code filter flower pref 5 at ingress}, {@code qdisc tbf}
 */
public record DeviceUse(int ifindex, String what) {
}
