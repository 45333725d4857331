package io.netvscd.actors.demo;

import io.netvscd.actors.daemon.Engine;
import io.netvscd.actors.edge.ChannelEdge;
import io.netvscd.actors.edge.DatapathEdge;
import io.netvscd.actors.edge.EchoPeer;
import io.netvscd.actors.edge.NicPorts;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.host.HostSettings;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.NicFacts;
import java.io.IOException;
import java.util.List;

/**
 * Everything around the daemon that the demonstration needs: an application, a kernel, a VF, a host and a peer, all in
 * memory.
 */
final class DemoWorld implements NicPorts {
    static final String NIC = "eth0";
    static final int MTU = 1500;
    static final int FRAME_BYTES = 1000;
    static final int FRAMES_PER_SECOND = 20_000;
    static final long TAKEOVER_DELAY_MS = 100;

    private static final MacAddress GUEST = MacAddress.parse("00:15:5d:0a:00:01");
    private static final MacAddress PEER = MacAddress.parse("02:00:00:00:00:02");
    private static final int SERIAL = 2;
    private static final int WIRE_BYTES = 4 << 20;
    private static final long HOST_LATENCY_NS = 500_000;

    private final Engine engine;
    private final ChannelEdge channel;
    private final EmbeddedHost host;
    private final NumberedTraffic traffic;
    private final PretendKernel kernel;
    private PretendVf vf;

    DemoWorld(Engine engine) {
        this.engine = engine;
        MemoryPort.Pair guestSide = MemoryPort.pair(NIC, WIRE_BYTES);
        MemoryPort.Pair uplink = MemoryPort.pair("uplink", WIRE_BYTES);
        traffic = new NumberedTraffic(guestSide.far(), GUEST, PEER, FRAME_BYTES, FRAMES_PER_SECOND);
        kernel = new PretendKernel(engine.post(), GUEST);
        channel = new ChannelEdge(NIC, engine.loop(), engine.post(), true);
        host = new EmbeddedHost(HostSettings.of(NIC, GUEST, MTU, HOST_LATENCY_NS), uplink.near(), channel);
        channel.join(host);
        DatapathEdge datapathEdge = new DatapathEdge(NIC, this, engine.post(), engine.loop()::wakeup);
        NetvscDatapath datapath = new NetvscDatapath(
                guestSide.near(), datapathEdge, false, GUEST, engine.blackBox(NIC));
        datapathEdge.join(datapath);
        engine.edges().with(kernel).with(NIC, List.of(datapathEdge, channel));
        engine.loop().add(traffic);
        engine.loop().add(datapath);
        engine.loop().add(host);
        engine.loop().add(new EchoPeer(uplink.far()));
    }

    /** The daemon starts and the user sets the NIC up. */
    void begin() {
        engine.start(List.of(new NicFacts(NIC, GUEST, MTU, false, TAKEOVER_DELAY_MS, false)));
        kernel.setNicUp();
    }

    /** The host gives the guest a VF: the association on the channel, the function on the bus. */
    void plugVf() {
        PretendVf plugged = new PretendVf("vf0");
        vf = plugged;
        engine.loop().execute(() -> host.attachVf(plugged.hostEnd())).join();
        host.submit(new HostCommand.VfAssociation(true, SERIAL));
        kernel.plug(plugged, MTU);
    }

    /** The host takes the function away without a word; the guest's driver will notice when its ring is full. */
    void yankVf() {
        PretendVf dying = vf;
        engine.loop().execute(() -> {
            dying.die();
            host.detachVf();
        }).join();
    }

    /** What a dead function leaves behind is cleared away: netdev, function, association. */
    void removeVf() {
        kernel.unplug();
        host.submit(new HostCommand.VfAssociation(false, SERIAL));
        engine.loop().wakeup();
    }

    void traffic(boolean on) {
        engine.loop().execute(() -> traffic.send(on)).join();
    }

    NumberedTraffic traffic() {
        return traffic;
    }

    @Override
    public Port synthetic(long incarnation) throws IOException {
        return channel.port(incarnation);
    }

    @Override
    public Port vf(String key, int ifindex) throws IOException {
        return kernel.open(ifindex);
    }

    @Override
    public void beginAgain() {
        // Each dump tells of the NIC as the user has set it.
    }

    @Override
    public byte[][] announcements() {
        return new byte[0][];
    }

    @Override
    public void carrier(boolean up) {
        // The application looks at no carrier.
    }

    @Override
    public void mtu(int from, int to) {
        // Nobody asks this host for another MTU.
    }

    @Override
    public void mac(MacAddress from, MacAddress to) {
        // Nor for another address.
    }
}
