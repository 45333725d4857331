package io.netvscd.datapath.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.Bypass;
import io.netvscd.datapath.forward.Passage;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NativeMemory;
import io.netvscd.datapath.linux.NetworkNamespace;
import io.netvscd.datapath.linux.PacketPort;
import io.netvscd.datapath.linux.PacketSettings;
import io.netvscd.datapath.linux.TapOffload;
import io.netvscd.datapath.linux.TapPort;
import io.netvscd.datapath.linux.TapSettings;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.port.Burst;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A TAP, a VF and its peer in two namespaces: what the kernel moves when it is told to. */
@Timeout(60)
class KernelLaneTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final String TAP = "tap0";
    private static final String VF = "vf0";
    private static final String GUEST = "10.9.0.1";
    private static final String PEER = "10.9.0.2";
    private static final int PORT = 4000;

    private final List<IOException> faults = new CopyOnWriteArrayList<>();
    private final List<Integer> failed = new CopyOnWriteArrayList<>();
    private NetworkNamespace guest;
    private NetworkNamespace peer;
    private TapPort tap;
    private LinkControl control;
    private KernelLane lane;

    @BeforeEach
    void makeDevices() throws Exception {
        guest = NetworkNamespace.create("lane-guest");
        peer = NetworkNamespace.create("lane-peer");
        guest.ip("link add " + VF + " address " + MAC + " type veth peer name p0 netns " + peer.name());
        tap = guest.call(() -> TapPort.open(new TapSettings(TAP, MAC, false, TapOffload.TCP_SEGMENTATION)));
        peer.ip("addr add " + PEER + "/24 dev p0");
        guest.ip("addr add " + GUEST + "/24 dev " + TAP);
        peer.ip("link set p0 up");
        guest.ip("link set " + VF + " up");
        guest.ip("link set " + TAP + " up");
        guest.ip("neigh add " + PEER + " lladdr " + mac(peer, "p0") + " dev " + TAP);
        peer.ip("neigh add " + GUEST + " lladdr " + MAC + " dev p0");
        control = guest.call(LinkControl::open);
        control.hideIngress(ifindex(VF));
        lane = guest.call(() -> KernelLane.open(control, new Heard()));
    }

    @AfterEach
    void removeDevices() throws Exception {
        for (AutoCloseable opened : new AutoCloseable[] {lane, control, tap, guest, peer}) {
            if (opened != null) {
                opened.close();
            }
        }
    }

    private int ifindex(String device) throws Exception {
        return guest.call(() -> Libc.ifindex(device));
    }

    private static String mac(NetworkNamespace namespace, String device) throws Exception {
        return namespace.command("cat", "/sys/class/net/" + device + "/address").strip();
    }

    private Bypass open(MacAddress guardedAgainst) throws Exception {
        assertThat(lane.prepare(ifindex(TAP))).isEmpty();
        int tapIfindex = ifindex(TAP);
        int vfIfindex = ifindex(VF);
        return (Bypass) guest.call(() -> lane.open(VF, tapIfindex, vfIfindex, guardedAgainst));
    }

    private static void let(Bypass bypass, Passage passage) {
        bypass.order(passage);
        while (!bypass.isSettled()) {
            Thread.onSpinWait();
        }
        if (bypass.isPoised()) {
            bypass.carry();
        }
    }

    private final class Heard implements LaneListener {
        @Override
        public void failed(int ifindex) {
            failed.add(ifindex);
        }

        @Override
        public void settled() {
        }

        @Override
        public void refused(IOException fault) {
            faults.add(fault);
        }
    }

    private String tc(String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = "tc";
        System.arraycopy(words, 0, command, 1, words.length);
        return guest.command(command);
    }

    /** Sends datagrams and returns how many came; a socket that hears nothing for a while has heard all. */
    private static int arrive(NetworkNamespace from, NetworkNamespace to, String source, String target, int count)
            throws Exception {
        DatagramSocket sink = to.call(() -> new DatagramSocket(new InetSocketAddress(InetAddress.getByName(target), PORT)));
        sink.setSoTimeout(300);
        send(from, source, target, count);
        int heard = 0;
        try (sink) {
            while (true) {
                sink.receive(new DatagramPacket(new byte[200], 200));
                heard++;
            }
        } catch (IOException silence) {
            return heard;
        }
    }

    private static void send(NetworkNamespace from, String source, String target, int count) throws Exception {
        from.run(() -> {
            try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(source), 0))) {
                for (int i = 0; i < count; i++) {
                    socket.send(new DatagramPacket(new byte[100], 100, InetAddress.getByName(target), PORT));
                }
            }
        });
    }

    private int out(int count) throws Exception {
        return arrive(guest, peer, GUEST, PEER, count);
    }

    private int in(int count) throws Exception {
        return arrive(peer, guest, PEER, GUEST, count);
    }

    private long statistic(String device, String name) throws Exception {
        return Long.parseLong(guest.command("cat", "/sys/class/net/" + device + "/statistics/" + name).strip());
    }

    @Test
    void nothingPassesUntilItIsTold() throws Exception {
        open(null);
        assertThat(out(5)).isZero();
        assertThat(in(5)).isZero();
    }

    @Test
    void framesPassBothWaysWhileItCarries() throws Exception {
        let(open(null), Passage.CARRYING);
        assertThat(out(50)).isEqualTo(50);
        assertThat(in(50)).isEqualTo(50);
    }

    @Test
    void receivesButSendsNothingWhileTheVfStandsBy() throws Exception {
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        let(bypass, Passage.RECEIVING);
        assertThat(out(5)).isZero();
        assertThat(in(5)).isEqualTo(5);
    }

    @Test
    void itsCountersAgreeWithTheDevicesToTheFrame() throws Exception {
        Bypass bypass = open(null);
        long sent = statistic(VF, "tx_packets");
        long received = statistic(VF, "rx_packets");
        let(bypass, Passage.CARRYING);
        out(70);
        in(30);
        let(bypass, Passage.CLOSED);
        assertThat(bypass.passed().outFrames()).isEqualTo(statistic(VF, "tx_packets") - sent).isGreaterThanOrEqualTo(70);
        assertThat(bypass.passed().inFrames()).isEqualTo(statistic(VF, "rx_packets") - received).isGreaterThanOrEqualTo(30);
        assertThat(bypass.passed().outRefused()).isZero();
    }

    @Test
    void whatTheDeviceRefusesIsCountedApart() throws Exception {
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        long before = bypass.passed().outFrames();
        peer.ip("link set p0 mtu 68");
        assertThat(out(5)).isZero();
        lane.count();
        assertThat(bypass.passed().outRefused()).isGreaterThanOrEqualTo(5);
        assertThat(bypass.passed().outFrames()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void aVfThatIsSetDownSendsNothingAnyMoreBeforeAnybodyOrdersThat() throws Exception {
        let(open(null), Passage.CARRYING);
        guest.ip("link set " + VF + " down");
        awaitFramesAtTheTap();
        assertThat(failed).contains(ifindex(VF));
    }

    @Test
    void aVfThatTakesNothingIsFoundOutWhenItIsSuspected() throws Exception {
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        peer.ip("link set p0 mtu 68");
        failed.clear();
        while (failed.isEmpty()) {
            let(bypass, Passage.CARRYING);
            lane.suspect();
            out(20);
        }
        assertThat(failed).containsOnly(ifindex(VF));
    }

    /** The kernel by itself tells of a carrier that is lost again within a second when that second is over. */
    @Test
    void aCarrierThatIsLostAgainWithinASecondIsHeardOfWhileTheSystemSends() throws Exception {
        Bypass bypass = open(null);
        long byItselfNs = untilLostAgain(bypass, () -> { });
        assertThat(untilLostAgain(bypass, () -> send(guest, GUEST, PEER, 1))).isLessThan(byItselfNs);
        assertThat(faults).isEmpty();
    }

    @Test
    void aCarrierThatIsLostAgainWithinASecondIsHeardOfWhileThePacketSocketSends() throws Exception {
        Bypass bypass = open(null);
        long byItselfNs = untilLostAgain(bypass, () -> { });
        try (WatchedDevice watched = lane.watch(ifindex(VF));
                PacketPort port = guest.call(() -> PacketPort.open(PacketSettings.of(VF, Libc.ifindex(VF))));
                NativeMemory frame = new NativeMemory(Burst.VNET_HEADER + 60)) {
            port.onRefusal(watched::refused);
            Burst burst = new Burst(1);
            burst.size = 1;
            burst.address[0] = frame.address() + Burst.VNET_HEADER;
            burst.length[0] = 60;
            assertThat(untilLostAgain(bypass, () -> port.send(burst, 0))).isLessThan(byItselfNs);
        }
    }

    private interface Sending {
        void once() throws Exception;
    }

    /** Loses the carrier several times, right after it is back, and sends until that is known: how long that took. */
    private long untilLostAgain(Bypass bypass, Sending sending) throws Exception {
        long tookNs = 0;
        for (int i = 0; i < 3; i++) {
            peer.ip("link set p0 up");
            while (!guest.command("ip", "link", "show", VF).contains("LOWER_UP")) {
                Thread.onSpinWait();
            }
            let(bypass, Passage.CARRYING);
            failed.clear();
            long lostNs = System.nanoTime();
            peer.ip("link set p0 down");
            while (!failed.contains(ifindex(VF))) {
                sending.once();
            }
            tookNs += System.nanoTime() - lostNs;
        }
        return tookNs;
    }

    @Test
    void aGuardedVfThatStandsByReceivesNoGroupFrames() throws Exception {
        Bypass bypass = open(MAC);
        let(bypass, Passage.RECEIVING);
        peer.ip("neigh replace " + GUEST + " lladdr ff:ff:ff:ff:ff:ff dev p0");
        assertThat(in(5)).isZero();
        let(bypass, Passage.CARRYING);
        assertThat(in(5)).isEqualTo(5);
        peer.ip("neigh replace " + GUEST + " lladdr " + MAC + " dev p0");
        let(bypass, Passage.RECEIVING);
        assertThat(in(5)).isEqualTo(5);
    }

    @Test
    void aGuardedVfNeverDeliversTheNicsOwnFrames() throws Exception {
        let(open(MAC), Passage.CARRYING);
        peer.ip("link set p0 address " + MAC);
        assertThat(in(5)).isZero();
    }

    @Test
    void theRulesOfOthersStayAndAreAskedFirst() throws Exception {
        tc("qdisc", "add", "dev", TAP, "clsact");
        tc("filter", "add", "dev", TAP, "egress", "bpf", "bytecode", "1,6 0 0 0");
        tc("filter", "add", "dev", VF, "ingress", "pref", "5", "bpf", "bytecode", "1,6 0 0 0");
        tc("qdisc", "add", "dev", TAP, "root", "pfifo", "limit", "777");
        String[] before = {tc("filter", "show", "dev", TAP, "egress"), tc("filter", "show", "dev", VF, "ingress"),
                tc("qdisc", "show", "dev", TAP)};
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        assertThat(out(5)).isEqualTo(5);
        assertThat(tc("filter", "show", "dev", TAP, "egress")).startsWith(before[0].strip());
        bypass.close();
        lane.forget(ifindex(TAP));
        assertThat(List.of(tc("filter", "show", "dev", TAP, "egress"), tc("filter", "show", "dev", VF, "ingress"),
                tc("qdisc", "show", "dev", TAP))).containsExactly(before);
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        bypass.close();
        lane.forget(ifindex(TAP));
        control.showIngress(ifindex(VF));
        assertThat(tc("qdisc", "show")).doesNotContain("clsact");
        awaitActions(0);
        assertThat(faults).isEmpty();
    }

    /** The kernel lets go of a filter some time after it was replaced. */
    private void awaitActions(int count) throws Exception {
        while (tc("actions", "list", "action", "mirred").split("Redirect", -1).length - 1 != count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatAKilledLifeLeftIsTakenAwayByTheNext() throws Exception {
        tc("actions", "add", "action", "mirred", "egress", "redirect", "dev", VF, "index", "99", "cookie", "abcd");
        let(open(null), Passage.CARRYING);
        try (LinkControl laterControl = guest.call(LinkControl::open);
                KernelLane later = guest.call(() -> KernelLane.open(laterControl, new Heard()))) {
            assertThat(later.prepare(ifindex(TAP))).isEmpty();
            laterControl.endRedirect(ifindex(VF));
            assertThat(out(5)).isZero();
            assertThat(in(5)).isZero();
            awaitActions(1);
            assertThat(tc("actions", "list", "action", "mirred")).contains("index 99");
        }
    }

    @Test
    void aVfThatIsDeletedLeavesOnlyTheWayThroughTheMaster() throws Exception {
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        guest.ip("link del " + VF);
        let(bypass, Passage.RECEIVING);
        awaitFramesAtTheTap();
        bypass.close();
        awaitActions(0);
    }

    @Test
    void whatIsOrderedOfAVfThatIsDeletedIsNoFault() throws Exception {
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        guest.ip("link del " + VF);

        let(bypass, Passage.RECEIVING);
        assertThat(faults).isEmpty();
    }

    @Test
    void whatArrivesWhileItIsDivertedComesToTheDatapathAlone() throws Exception {
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        awaitDiversion(bypass);
        assertThat(in(5)).isZero();
        Burst burst = new Burst(64);
        assertThat(bypass.receive(burst)).isGreaterThanOrEqualTo(5);
        bypass.release(burst);
        assertThat(out(5)).isEqualTo(5);
    }

    @Test
    void passesByAgainWhenTheDiversionHasEnded() throws Exception {
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        for (int i = 0; i < 2; i++) {
            awaitDiversion(bypass);
            send(peer, PEER, GUEST, 5);
            endDiversion(bypass);
            assertThat(in(5)).isEqualTo(5);
        }
    }

    /** Each datagram is sent when the one 32 before it has come, so that none finds a full buffer. */
    @Test
    void noFrameIsLostOrTwiceThereOrOvertakenByADiversion() throws Exception {
        int count = 20_000;
        Bypass bypass = open(null);
        let(bypass, Passage.CARRYING);
        List<Integer> came = new ArrayList<>();
        DatagramSocket sink = guest.call(() -> new DatagramSocket(new InetSocketAddress(InetAddress.getByName(GUEST), PORT)));
        Semaphore window = new Semaphore(32);
        try (sink) {
            Thread receiver = new Thread(() -> receiveNumbers(sink, count, came, window));
            receiver.start();
            Thread sender = new Thread(() -> sendNumbers(count, window));
            sender.start();
            int diversions = 0;
            while (receiver.isAlive()) {
                awaitDiversion(bypass);
                for (int delivered = 0; delivered < 100 && receiver.isAlive(); ) {
                    delivered += deliver(bypass);
                }
                endDiversion(bypass);
                diversions++;
            }
            receiver.join();
            sender.join();
            assertThat(diversions).isGreaterThan(1);
        }
        assertThat(came).isEqualTo(IntStream.range(0, count).boxed().toList());
    }

    private static void receiveNumbers(DatagramSocket sink, int count, List<Integer> came, Semaphore window) {
        try {
            DatagramPacket datagram = new DatagramPacket(new byte[Integer.BYTES], Integer.BYTES);
            while (came.size() < count) {
                sink.receive(datagram);
                came.add(ByteBuffer.wrap(datagram.getData()).getInt());
                window.release();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void sendNumbers(int count, Semaphore window) {
        try {
            peer.run(() -> {
                try (DatagramSocket socket = new DatagramSocket()) {
                    InetSocketAddress target = new InetSocketAddress(GUEST, PORT);
                    for (int i = 0; i < count; i++) {
                        window.acquire();
                        socket.send(new DatagramPacket(ByteBuffer.allocate(Integer.BYTES).putInt(i).array(), Integer.BYTES, target));
                    }
                }
            });
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Delivers meanwhile, as a datapath does. */
    private void awaitDiversion(Bypass bypass) {
        while (!bypass.divert()) {
            deliver(bypass);
        }
    }

    private void endDiversion(Bypass bypass) {
        bypass.endDiversion();
        while (bypass.fileDescriptor() >= 0) {
            deliver(bypass);
        }
    }

    private int deliver(Bypass bypass) {
        Burst burst = new Burst(64);
        int arrived = bypass.receive(burst);
        for (int sent = 0; sent < arrived; ) {
            sent += tap.send(burst, sent);
        }
        bypass.release(burst);
        return arrived;
    }

    /** What the guest sends comes to the holder of the TAP. */
    private void awaitFramesAtTheTap() throws Exception {
        Burst burst = new Burst(64);
        while (tap.receive(burst) > 0) {
            tap.release(burst);
        }
        while (tap.receive(burst) == 0) {
            send(guest, GUEST, PEER, 1);
        }
        tap.release(burst);
    }
}
