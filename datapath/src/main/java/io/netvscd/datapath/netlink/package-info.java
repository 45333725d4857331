/**
 * The kernel's news and the kernel's ear: rtnetlink and uevent messages as plain records, the monitor that listens to
 * them, and the requests that set up, hide and announce network devices. The codec reads and writes byte arrays only
 * and trusts none of the lengths it finds.
 */
package io.netvscd.datapath.netlink;
