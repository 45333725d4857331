package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.completion;
import static io.netvscd.actors.machine.channel.ChannelFixture.rndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.sendsRndis;
import static io.netvscd.actors.machine.channel.ChannelFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage.SubchannelComplete;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.NetworkAddress;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.datapath.rndis.RndisMessage.SetComplete;
import io.netvscd.datapath.rndis.RndisStatus;
import io.netvscd.datapath.rndis.ScaleParameters;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelOffered;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelRescinded;
import io.netvscd.journal.vocabulary.ChannelInput.ChannelStarted;
import io.netvscd.journal.vocabulary.ChannelInput.HostRndis;
import io.netvscd.journal.vocabulary.ChannelInput.MacRequested;
import io.netvscd.journal.vocabulary.ChannelInput.MtuRequested;
import io.netvscd.journal.vocabulary.ChannelInput.ReceiveModeRequested;
import io.netvscd.journal.vocabulary.ChannelInput.RingCorrupt;
import io.netvscd.journal.vocabulary.ChannelInput.SubchannelOpened;
import io.netvscd.journal.vocabulary.MasterInput.MacRefused;
import io.netvscd.journal.vocabulary.NicFacts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the host is to have set beside the packet filter: address, groups, the spread of what it delivers. */
interface SettingCases extends ChannelFixture {
    MacAddress OTHER_MAC = MacAddress.parse("00:15:5d:0a:00:02");
    MacAddress THIRD_MAC = MacAddress.parse("00:15:5d:0a:00:03");

    private static Action sets(int id, int oid, Information value) {
        return sendsRndis(id, new RndisMessage.Set(id, oid, value));
    }

    private static Action setsAddress(int id, MacAddress mac) {
        return sets(id, Oid.GEN_RNDIS_CONFIG_PARAMETER, NetworkAddress.of(mac));
    }

    private static HostRndis taken(int id) {
        return rndis(new SetComplete(id, RndisStatus.SUCCESS));
    }

    private static HostRndis refused(int id) {
        return rndis(new SetComplete(id, RndisStatus.NOT_SUPPORTED));
    }

    private MachineRun<ChannelState> openedWith(NicFacts facts) {
        return opened(newLife().on(new ChannelStarted(facts), new ChannelOffered(INCARNATION, MEMORY)));
    }

    /** One sub-channel is granted and open. */
    private MachineRun<ChannelState> spread(NicFacts facts) {
        return openedWith(facts.withChannels(2)).on(
                completion(15, Bytes.of(NvspCodec.encode(
                        new SubchannelComplete(NvspStatus.SUCCESS, 1), NvspVersion.V6_1))),
                new SubchannelOpened(INCARNATION, 1));
    }

    @Test
    default void asksTheHostForTheAddressThatTheMasterHas() {
        opened().on(new MacRequested(OTHER_MAC))
                .decidesAlso(new ChannelEvent.MacNoted(OTHER_MAC),
                        new ChannelEvent.RequestSent(15, Oid.GEN_RNDIS_CONFIG_PARAMETER))
                .ordersAlso(setsAddress(15, OTHER_MAC))
                .on(new MacRequested(OTHER_MAC)).because("already")
                .on(taken(15)).decides(new ChannelEvent.RequestAnswered(15, RndisStatus.SUCCESS))
                .on(new MacRequested(MAC)).ordersAlso(setsAddress(16, MAC));
    }

    @Test
    default void tellsTheMasterOfAnAddressThatTheHostRefuses() {
        opened().on(new MacRequested(OTHER_MAC), refused(15))
                .decides(new ChannelEvent.RequestAnswered(15, RndisStatus.NOT_SUPPORTED),
                        new ChannelEvent.MacNoted(MAC))
                .ordersAlso(tell(new MacRefused(OTHER_MAC, MAC)))
                .on(new MacRequested(MAC)).because("already");
        opened().on(new MacRequested(OTHER_MAC), taken(15), new MacRequested(THIRD_MAC), refused(16))
                .ordersAlso(tell(new MacRefused(THIRD_MAC, OTHER_MAC)));
    }

    @Test
    default void asksForALaterAddressThoughTheFirstWasRefused() {
        opened().on(new MacRequested(OTHER_MAC), new MacRequested(THIRD_MAC)).orders()
                .on(refused(15))
                .ordersAlso(setsAddress(16, THIRD_MAC));
    }

    @Test
    default void keepsTheAddressOverEveryReopening() {
        for (MachineRun<ChannelState> run : List.of(
                started(), offered(), opened().on(new MtuRequested(9000)), opened().on(new RingCorrupt(INCARNATION, "x")),
                opened().on(new ChannelRescinded(INCARNATION)))) {
            run.on(new MacRequested(OTHER_MAC)).decides(new ChannelEvent.MacNoted(OTHER_MAC)).orders()
                    .on(new MacRequested(OTHER_MAC)).because("already");
        }
        MachineRun<ChannelState> run = opened().on(new MacRequested(OTHER_MAC), taken(15), new MtuRequested(9000));
        while (run.state().phase() != ChannelPhase.NEGOTIATING) {
            run.on(new ChannelOffered(8, MEMORY));
        }

        assertThat(run.state().wanted().address()).isEqualTo(OTHER_MAC);
    }

    @Test
    default void listsTheGroupsBeforeTheFilterThatLetsThemThrough() {
        Bytes groups = Bytes.parse("01005e0000fb333300000001");
        openedWith(FACTS.withGroups(groups))
                .ordersAlso(sets(15, Oid.ETHERNET_MULTICAST_LIST, Information.of(groups.toArray())))
                .on(new ReceiveModeRequested(true, false)).orders()
                .on(taken(15)).ordersAlso(sets(16, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(0x0b)));
    }

    @Test
    default void receivesAllGroupsWhereTheHostTakesNoList() {
        openedWith(FACTS.withGroups(Bytes.parse("01005e0000fb")))
                .on(new ReceiveModeRequested(true, false), refused(15))
                .ordersAlso(sets(16, Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(0x0d)));
    }

    @Test
    default void hasTheHostSpreadWhatItDeliversOverTheChannelsThatAreOpen() {
        spread(FACTS).ordersAlso(sets(16, Oid.GEN_RECEIVE_SCALE_PARAMETERS,
                ScaleParameters.overChannels(2, 128, ScaleParameters.USUAL_KEY).encode()));
    }

    @Test
    default void hasTheHostSpreadItAsTheUserWishes() {
        String key = "01".repeat(40);
        Information wished = new ScaleParameters(ScaleParameters.USUAL_HASH,
                IntStream.range(0, 128).mapToObj(i -> i % 2 == 0 ? 1 : 0).toList(),
                Information.of(Bytes.parse(key).toArray())).encode();

        spread(FACTS.withScaling(Bytes.parse(key), Bytes.parse("0302")))
                .ordersAlso(sets(16, Oid.GEN_RECEIVE_SCALE_PARAMETERS, wished));
    }

    @Test
    default void goesOnWithoutASpreadThatTheHostRefuses() {
        spread(FACTS).on(refused(16))
                .decides(new ChannelEvent.RequestAnswered(16, RndisStatus.NOT_SUPPORTED))
                .inPhase(ChannelPhase.OPEN);
    }
}
