package io.netvscd.actors.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.edge.ChannelEdge;
import io.netvscd.actors.edge.DatapathEdge;
import io.netvscd.actors.edge.EchoPeer;
import io.netvscd.actors.edge.NicPorts;
import io.netvscd.actors.edge.UioChannelHost;
import io.netvscd.actors.machine.channel.ChannelPhase;
import io.netvscd.actors.machine.channel.ChannelState;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.host.HostSettings;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine over a channel that opens, interrupts and ends like a device file of a real host. */
class RealHostNicTest {
    private static final String NIC = "eth0";
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final MacAddress PEER = MacAddress.parse("02:00:00:00:00:99");
    private static final int MTU = 1500;
    private static final long PATIENCE_NS = 20_000_000_000L;

    @TempDir
    private Path journal;

    private final MemoryPort.Pair tap = MemoryPort.pair(NIC, 1 << 18);
    private Engine engine;
    private DistantHost distant;
    private UioChannelHost channels;
    private boolean ended;

    @BeforeEach
    void start() throws IOException {
        engine = Engine.open(journal);
        MemoryPort.Pair uplink = MemoryPort.pair("uplink", 1 << 18);
        distant = new DistantHost(
                HostSettings.of(NIC, MAC, MTU, 100_000), uplink.near(), new EchoPeer(uplink.far()));
        ChannelEdge channel = new ChannelEdge(NIC, engine.loop(), engine.post(), true);
        channels = new UioChannelHost(NIC, distant::open, channel);
        channel.join(channels);
        DatapathEdge edge = new DatapathEdge(NIC, new Ports(channel), engine.post(), engine.loop()::wakeup);
        NetvscDatapath datapath = new NetvscDatapath(tap.near(), edge, false, MAC);
        edge.join(datapath);
        engine.edges().with(NIC, List.of(edge, channel));
        engine.loop().add(datapath);
        engine.start(List.of(new NicFacts(NIC, MAC, MTU, false, 0, false)));
        engine.post().tell(OwnerId.master(NIC), new MasterInput.AdminChanged(true));
    }

    @AfterEach
    void stop() {
        end();
        channels.close();
        distant.close();
    }

    private void end() {
        if (!ended) {
            ended = true;
            engine.stop();
            engine.close();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("patience for: " + what).isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private ChannelState channel() {
        return (ChannelState) engine.board().state(OwnerId.channel(NIC));
    }

    private void awaitOpen(long incarnation) {
        await("incarnation " + incarnation, () -> channel() != null
                && channel().phase() == ChannelPhase.OPEN && channel().incarnation() == incarnation);
    }

    /** Sends a frame until the peer's echo comes back; the filter may not be set yet at the first. */
    private void awaitEcho(int mark) {
        byte[] frame = ByteBuffer.allocate(60)
                .put(PEER.octets()).put(MAC.octets()).putShort((short) 0x88b5).putInt(mark).array();
        Burst burst = new Burst(16);
        await("an echo", () -> {
            tap.far().send(frame);
            engine.loop().wakeup();
            LockSupport.parkNanos(1_000_000);
            int received = tap.far().receive(burst);
            tap.far().release(burst);
            return received > 0;
        });
    }

    @Test
    void opensTheChannelAndCarriesFrames() {
        awaitOpen(1);
        awaitEcho(1);

        assertThat(distant.host.status().rndisUp()).isTrue();
        assertThat(distant.host.counters().violations()).isZero();
    }

    @Test
    void comesBackWhenTheHostTakesTheDeviceAndOffersItAnew() {
        awaitOpen(1);

        distant.unplug();
        await("the rescind", () -> channel().phase() == ChannelPhase.RESCINDED);
        distant.plug();

        awaitOpen(2);
        awaitEcho(2);
    }

    @Test
    void opensTheFileAgainForAnotherMtu() {
        awaitOpen(1);

        engine.post().tell(OwnerId.channel(NIC), new ChannelInput.MtuRequested(1400));

        awaitOpen(2);
        awaitEcho(3);
    }

    @Test
    void leavesAClosedChannelBehind() {
        awaitOpen(1);

        end();

        await("the close", () -> !distant.host.status().open());
    }

    private record Ports(ChannelEdge channel) implements NicPorts {
        @Override
        public Port synthetic(long incarnation) throws IOException {
            return channel.port(incarnation);
        }

        @Override
        public Port vf(String vf, int ifindex) throws IOException {
            throw new IOException("there is no VF");
        }

        @Override
        public void beginAgain() {
            // The system has set nothing.
        }

        @Override
        public byte[][] announcements() {
            return new byte[0][];
        }

        @Override
        public void carrier(boolean up) {
            // Nobody looks at the link.
        }

        @Override
        public void mtu(int from, int to) {
            throw new AssertionError("this host carries any MTU");
        }

        @Override
        public void mac(MacAddress from, MacAddress to) {
            throw new AssertionError("this host delivers to any address");
        }
    }
}
