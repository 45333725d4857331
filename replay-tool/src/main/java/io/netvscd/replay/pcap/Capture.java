package io.netvscd.replay.pcap;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import io.netvscd.datapath.netlink.Uevent;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.pcap.Interfaces.PortName;
import io.netvscd.replay.blackbox.BlackBoxFiles;
import io.netvscd.replay.blackbox.KeptFrame;
import io.netvscd.replay.timeline.RecordText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Merges transitions and frames into one capture. A frame is known to have passed after one transition and before the next, so it has the
 * time of the former.
 */
public final class Capture {
    private static final long NS_PER_MS = 1_000_000;

    private final PcapngWriter out;
    private final Interfaces interfaces;
    private final NavigableSet<KeptFrame> frames;
    private final SortedMap<String, Checkpoint> counted = new TreeMap<>();
    private NetlinkPackets netlink = new NetlinkPackets();
    private DeviceModel devices = new DeviceModel();
    private Stamp lifeBegan;
    private long nowNs;
    private long packets;
    private long kept;

    private Capture(PcapngWriter out, NavigableSet<KeptFrame> frames) {
        this.out = out;
        this.interfaces = new Interfaces(out);
        this.frames = frames;
    }

    /**
     * What a capture came to.
     *
     * @param control packets of the control plane: transitions, and messages sent
     * @param frames  that black boxes kept; one that entered at one port and left at another is in both
     */
    public record Result(long control, long frames) {
    }

    /** Writes the capture of a journal and the black boxes beside it. */
    public static Result write(OutputStream target, JournalSource source, BlackBoxFiles boxes) throws IOException {
        Capture capture = new Capture(new PcapngWriter(target), boxes.frames());
        try (Stream<TransitionRecord> records = source.records()) {
            for (Iterator<TransitionRecord> each = records.iterator(); each.hasNext();) {
                capture.accept(each.next());
            }
        }
        capture.end();
        return new Result(capture.packets, capture.kept);
    }

    private void accept(TransitionRecord turn) throws IOException {
        Stamp stamp = turn.stamp();
        if (lifeBegan == null) {
            lifeBegan = stamp;
            nowNs = time(stamp);
        }
        while (!frames.isEmpty() && isBefore(frames.first(), stamp)) {
            frame(frames.pollFirst());
        }
        if (lifeBegan.bootEpoch() != stamp.bootEpoch()) {
            lifeBegan = stamp;
            netlink = new NetlinkPackets();
            devices = new DeviceModel();
        }
        nowNs = time(stamp);
        transition(turn);
        if (turn.checkpoint() != null) {
            counted.put(turn.owner().nic(), turn.checkpoint());
        }
    }

    private void end() throws IOException {
        while (!frames.isEmpty()) {
            frame(frames.pollFirst());
        }
        for (String nic : counted.keySet()) {
            interfaces.statistics(nic, nowNs, counted.get(nic));
        }
    }

    private void transition(TransitionRecord turn) throws IOException {
        String comment = text(turn);
        Optional<Uevent> uevent = devices.heard(turn.input());
        List<byte[]> heard = netlink.heard(turn.owner(), turn.input());
        if (heard.isEmpty()) {
            ControlPacket came = uevent.map(ControlPacket::of).orElseGet(() -> ControlPacket.of(turn.input()));
            control(interfaces.control(turn.owner().nic()), came.octets(comment), false, comment);
        }
        for (byte[] packet : heard) {
            control(interfaces.netlink(), packet, false, comment);
        }
        for (Action action : turn.actions()) {
            send(turn, action);
        }
    }

    private static String text(TransitionRecord turn) {
        String followed = turn.reason() == null ? RecordText.of(turn.events()) : "nothing: " + turn.reason();
        String ordered = turn.actions().isEmpty() ? "" : " ! " + RecordText.of(turn.actions());
        return name(turn) + ' ' + RecordText.of(turn.input()) + " => " + followed + ordered;
    }

    private void send(TransitionRecord turn, Action action) throws IOException {
        String comment = name(turn) + " sends " + RecordText.of(action);
        ControlPacket toHost = ControlPacket.of(action);
        if (toHost != null) {
            control(interfaces.control(turn.owner().nic()), toHost.octets(comment), true, comment);
        }
        byte[] toKernel = netlink.asked(turn.owner(), action);
        if (toKernel != null) {
            control(interfaces.netlink(), toKernel, true, comment);
        }
    }

    private void control(int interfaceNumber, byte[] packet, boolean outbound, String comment) throws IOException {
        out.packet(interfaceNumber, nowNs, packet, packet.length, outbound, comment);
        packets++;
    }

    private static String name(TransitionRecord turn) {
        return "tick " + turn.stamp().bootEpoch() + ':' + turn.stamp().tick() + ' ' + turn.owner();
    }

    private void frame(KeptFrame one) throws IOException {
        BlackBoxFrame frame = one.frame();
        if (frame.ring() == Ring.DECISIONS) {
            return;
        }
        kept++;
        boolean outbound = frame.ring() == Ring.MASTER;
        PortName entered = outbound ? PortName.MASTER : frame.ring() == Ring.VF ? PortName.VF : PortName.SYNTHETIC;
        packet(one, entered, outbound, frame.fate() == Fate.DROPPED ? "dropped" : null);
        if (frame.fate() == Fate.DELIVERED) {
            packet(one, PortName.MASTER, false, null);
        } else if (frame.fate() != Fate.DROPPED) {
            packet(one, frame.fate() == Fate.LEFT_ON_VF ? PortName.VF : PortName.SYNTHETIC, true, null);
        }
    }

    private void packet(KeptFrame one, PortName port, boolean outbound, String comment) throws IOException {
        out.packet(interfaces.port(one.nic(), port), nowNs, one.frame().octets(), one.frame().length(), outbound, comment);
    }

    private static boolean isBefore(KeptFrame kept, Stamp stamp) {
        return kept.bootEpoch() < stamp.bootEpoch()
                || kept.bootEpoch() == stamp.bootEpoch() && kept.frame().tick() < stamp.tick();
    }

    private long time(Stamp stamp) {
        return lifeBegan.wallClockMs() * NS_PER_MS + Math.max(0, stamp.monotonicNs() - lifeBegan.monotonicNs());
    }
}
