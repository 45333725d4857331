package io.netvscd.replay.pcap;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.PortCounters;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The interfaces of a capture, described when they are first needed. */
final class Interfaces {
    /** A port of a NIC. */
    enum PortName {
        MASTER("what the guest's stack sends and gets"),
        VF("what leaves and arrives on the VF"),
        SYNTHETIC("what leaves and arrives on the synthetic path");

        private final String description;

        PortName(String description) {
            this.description = description;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final PcapngWriter out;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    Interfaces(PcapngWriter out) {
        this.out = out;
    }

    int port(String nic, PortName port) throws IOException {
        return number(nic + ' ' + port.word(), port.description, PcapngWriter.LINK_TYPE_ETHERNET);
    }

    int control(String nic) throws IOException {
        return nic.isEmpty()
                ? number("pci", "uevents, and transitions of the PCI watcher without a message", PcapngWriter.LINK_TYPE_WIRESHARK_UPPER_PDU)
                : number(nic + " control", "NVSP and RNDIS messages, and transitions without one", PcapngWriter.LINK_TYPE_WIRESHARK_UPPER_PDU);
    }

    /** What was said between kernel and daemon. */
    int netlink() throws IOException {
        return number("netlink", "rtnetlink, made again of what was read of it", PcapngWriter.LINK_TYPE_NETLINK);
    }

    /** Ends the ports of a NIC with what they counted. */
    void statistics(String nic, long timeNs, Checkpoint counted) throws IOException {
        statistics(nic, PortName.MASTER, timeNs, counted.master());
        statistics(nic, PortName.VF, timeNs, counted.vf());
        statistics(nic, PortName.SYNTHETIC, timeNs, counted.synthetic());
    }

    private void statistics(String nic, PortName port, long timeNs, PortCounters counted) throws IOException {
        out.statistics(port(nic, port), timeNs, counted.txFrames() + counted.rxFrames(), counted.dropped());
    }

    private int number(String name, String description, int linkType) throws IOException {
        Integer known = numbers.get(name);
        if (known == null) {
            known = out.addInterface(name, description, linkType);
            numbers.put(name, known);
        }
        return known;
    }
}
