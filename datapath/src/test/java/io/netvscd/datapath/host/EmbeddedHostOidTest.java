package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelRequest;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.MulticastList;
import io.netvscd.datapath.rndis.NetworkAddress;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.datapath.rndis.OffloadCapabilities;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.PacketFilter;
import io.netvscd.datapath.rndis.RndisMessage.Query;
import io.netvscd.datapath.rndis.RndisMessage.QueryComplete;
import io.netvscd.datapath.rndis.RndisMessage.Set;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.datapath.rndis.ScaleParameters;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guest can have the host set, and what comes of it. */
class EmbeddedHostOidTest {
    private static final String FLOW_SOURCE = "66.9.149.187";
    private static final String FLOW_TARGET = "161.142.100.80";
    private static final int FLOW_HASH = 0x51ccc178;

    private TestGuest guest;

    @BeforeEach
    void open() throws Exception {
        guest = TestGuest.ready();
    }

    @AfterEach
    void close() {
        guest.close();
    }

    @Test
    void multicastIsForTheGroupsThatAreListed() throws Exception {
        set(Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(PacketFilter.MULTICAST), RndisStatus.SUCCESS);
        guest.world.send(Frames.frame(Frames.GROUP, Frames.PEER, 1, 60));
        guest.turn();
        set(Oid.ETHERNET_MULTICAST_LIST, MulticastList.of(List.of(Frames.GROUP)), RndisStatus.SUCCESS);
        guest.world.send(Frames.frame(Frames.GROUP, Frames.PEER, 2, 60));
        guest.world.send(Frames.frame(MacAddress.parse("33:33:00:00:00:02"), Frames.PEER, 3, 60));
        guest.world.send(Frames.frame(Frames.BROADCAST, Frames.PEER, 4, 60));
        guest.turn();

        assertThat(Frames.marks(guest.frames)).containsExactly(2);
        assertThat(query(Oid.ETHERNET_MULTICAST_LIST, Information.EMPTY))
                .isEqualTo(MulticastList.of(List.of(Frames.GROUP)));
        assertThat(query(Oid.ETHERNET_MAXIMUM_LIST_SIZE, Information.EMPTY)).isEqualTo(Information.ofInt(32));
    }

    @Test
    void aListOfWhatAreNoGroupsIsRefused() throws Exception {
        set(Oid.ETHERNET_MULTICAST_LIST, MulticastList.of(List.of(Frames.PEER)), RndisStatus.INVALID_DATA);
    }

    @Test
    void anotherAddressIsTheGuestsFromNowOn() throws Exception {
        set(Oid.GEN_RNDIS_CONFIG_PARAMETER, NetworkAddress.of(Frames.SOMEBODY), RndisStatus.SUCCESS);
        guest.world.send(Frames.toGuest(1));
        guest.world.send(Frames.frame(Frames.SOMEBODY, Frames.PEER, 2, 60));
        guest.turn();

        assertThat(Frames.marks(guest.frames)).containsExactly(2);
        assertThat(query(Oid.ETHERNET_CURRENT_ADDRESS, Information.EMPTY))
                .isEqualTo(Information.of(Frames.SOMEBODY.octets()));
        assertThat(query(Oid.ETHERNET_PERMANENT_ADDRESS, Information.EMPTY))
                .isEqualTo(Information.of(TestGuest.MAC.octets()));
    }

    @Test
    void anAddressOfAGroupOrOfNobodyIsRefused() throws Exception {
        set(Oid.GEN_RNDIS_CONFIG_PARAMETER, NetworkAddress.of(Frames.GROUP), RndisStatus.INVALID_DATA);
        set(Oid.GEN_RNDIS_CONFIG_PARAMETER, NetworkAddress.of(MacAddress.ZERO), RndisStatus.INVALID_DATA);
        set(Oid.GEN_RNDIS_CONFIG_PARAMETER, Information.ofInt(1), RndisStatus.INVALID_DATA);
    }

    @Test
    void whatIsOffloadedCanBeAskedFor() throws Exception {
        Information now = query(Oid.TCP_OFFLOAD_CURRENT_CONFIG, OffloadCapabilities.question(3));

        assertThat(OffloadCapabilities.of(now))
                .contains(new OffloadCapabilities(Offload.ALL, 1 << 16, 1 << 16));
    }

    @Test
    void aHostWithOneChannelSpreadsNothing() throws Exception {
        set(Oid.GEN_RECEIVE_SCALE_PARAMETERS, parameters(0, 0).encode(), RndisStatus.NOT_SUPPORTED);
    }

    @Test
    void framesAreSpreadByTheGuestsTableAndCarryTheirHash() throws Exception {
        withSubchannels();
        set(Oid.GEN_RECEIVE_SCALE_PARAMETERS, parameters(2, 0).encode(), RndisStatus.SUCCESS);
        guest.world.send(flow());
        guest.world.send(Frames.toGuest(3));
        guest.turn();

        assertThat(guest.frames).as("of no hash: on the primary").hasSize(1);
        assertThat(guest.lastHash()).isEmpty();
        assertThat(guest.device.subchannels().get(1).inbound().writeIndex()).isPositive();
        assertThat(query(Oid.GEN_RECEIVE_SCALE_PARAMETERS, Information.EMPTY)).isEqualTo(parameters(2, 0).encode());

        set(Oid.GEN_RECEIVE_SCALE_PARAMETERS, parameters(0, 2).encode(), RndisStatus.SUCCESS);
        guest.world.send(flow());
        guest.turn();
        assertThat(guest.lastHash()).hasValue(FLOW_HASH);
        assertThat(guest.lastHashInformation()).isEqualTo(ScaleParameters.TOEPLITZ | ScaleParameters.TCP_IPV4);
    }

    @Test
    void spreadingByTheGuestsTableEndsWhenItSaysSo() throws Exception {
        withSubchannels();
        set(Oid.GEN_RECEIVE_SCALE_PARAMETERS, parameters(0, 0).encode(), RndisStatus.SUCCESS);
        set(Oid.GEN_RECEIVE_SCALE_PARAMETERS, ScaleParameters.OFF.encode(), RndisStatus.SUCCESS);
        for (int port = 0; port < 64; port++) {
            guest.world.send(ToeplitzHashTest.frame(FLOW_SOURCE, port, FLOW_TARGET, 1766, 6));
        }
        guest.turn();

        assertThat(guest.frames).hasSizeBetween(1, 63);
        assertThat(guest.lastHash()).isEmpty();
    }

    @Test
    void aTableThatMakesNoSenseIsRefused() throws Exception {
        withSubchannels();
        set(Oid.GEN_RECEIVE_SCALE_PARAMETERS,
                new ScaleParameters(ScaleParameters.USUAL_HASH, List.of(), ToeplitzHashTest.KEY).encode(),
                RndisStatus.INVALID_DATA);
    }

    private void withSubchannels() throws Exception {
        guest.close();
        guest = TestGuest.ready(HostSettings.DEFAULT_BUFFER_BYTES);
        guest.ask(9, new SubchannelRequest(SubchannelRequest.ALLOCATE, 3));
    }

    /** A table of two: even hashes on one channel, odd ones on the other. */
    private static ScaleParameters parameters(int even, int odd) {
        return new ScaleParameters(ScaleParameters.USUAL_HASH, List.of(even, odd), ToeplitzHashTest.KEY);
    }

    private static byte[] flow() throws Exception {
        return ToeplitzHashTest.frame(FLOW_SOURCE, 2794, FLOW_TARGET, 1766, 6);
    }

    private void set(int oid, Information value, int status) throws Exception {
        guest.rndis(6, new Set(5, oid, value));
        assertThat(guest.heard).last().isEqualTo("rndis " + new SetComplete(5, status));
    }

    private Information query(int oid, Information input) throws Exception {
        guest.rndis(6, new Query(5, oid, input));
        assertThat(guest.lastAnswer).isInstanceOf(QueryComplete.class);
        assertThat(guest.lastAnswer.status()).isEqualTo(RndisStatus.SUCCESS);
        return ((QueryComplete) guest.lastAnswer).output();
    }
}
