package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelFixture.host;
import static io.netvscd.actors.machine.channel.ChannelFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.datapath.nvsp.NvspMessage.Unused;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput.HostMalformed;
import io.netvscd.journal.vocabulary.ChannelInput.HostMessage;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.MasterInput.HostForcedPath;
import io.netvscd.journal.vocabulary.MasterInput.VfAssociated;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the host says of its own accord (scenarios 6 to 9, 34, 43, 58, 59). */
interface HostCases extends ChannelFixture {
    private List<MachineRun<ChannelState>> talking() {
        return List.of(awaiting(HandshakeStep.QUERY_LINK), opened());
    }

    @Test
    default void tellsTheMasterOfAssociationsAsTheyComeAndCompletesNone() {
        opened().on(host(new VfAssociation(true, 5)))
                .decides(new ChannelEvent.AssociationNoted(true, 5))
                .orders(tell(new VfAssociated(INCARNATION, true, 5)))
                .on(host(new VfAssociation(true, 6)))
                .orders(tell(new VfAssociated(INCARNATION, true, 6)))
                .on(host(new VfAssociation(false, 6)))
                .orders(tell(new VfAssociated(INCARNATION, false, 6)))
                .on(host(new VfAssociation(false, 0)))
                .orders(tell(new VfAssociated(INCARNATION, false, 0)));
    }

    @Test
    default void takesNoAssociationFromAHostThatSriovWasNotAdvertisedTo() {
        agreedOn(NvspVersion.V4).on(host(new VfAssociation(true, 5))).because("SR-IOV was not advertised");
        opened(agreedOn(NvspVersion.V4)).on(host(new VfAssociation(true, 5))).because("SR-IOV was not advertised");
        offered().on(host(new VfAssociation(true, 5))).because("SR-IOV was not advertised");
    }

    @Test
    default void obeysAHostThatMovesToSyntheticAndCompletesWithNothing() {
        opened().on(host(new SwitchDataPath(DataPath.SYNTHETIC)))
                .decides(new ChannelEvent.HostPathForced(DataPath.SYNTHETIC))
                .orders(tell(new HostForcedPath(INCARNATION, DataPath.SYNTHETIC)),
                        new Action.SendCompletion(INCARNATION, HOST_ID, Bytes.EMPTY));
    }

    @Test
    default void completesASwitchOfTheHostBeforeThereIsAMasterToTell() {
        awaiting(HandshakeStep.QUERY_LINK).on(host(new SwitchDataPath(DataPath.SYNTHETIC)))
                .decides(new ChannelEvent.HostPathForced(DataPath.SYNTHETIC))
                .orders(new Action.SendCompletion(INCARNATION, HOST_ID, Bytes.EMPTY));
    }

    @Test
    default void completesNothingThatAsksForNoCompletion() {
        HostMessage asked = host(new SwitchDataPath(DataPath.SYNTHETIC));
        opened().on(new HostMessage(INCARNATION, HOST_ID, false, asked.payload()))
                .orders(tell(new HostForcedPath(INCARNATION, DataPath.SYNTHETIC)));
    }

    @Test
    default void completesAHostsSwitchToTheVfAndDoesNotObey() {
        for (MachineRun<ChannelState> run : talking()) {
            run.on(host(new SwitchDataPath(DataPath.VF)))
                    .decides(new ChannelEvent.AnomalyNoted("the host switched to the VF by itself"))
                    .orders(new Action.SendCompletion(INCARNATION, HOST_ID, Bytes.EMPTY));
        }
    }

    @Test
    default void countsWhatMakesNoSenseAndLivesOn() {
        for (MachineRun<ChannelState> run : talking()) {
            ChannelPhase phase = run.state().phase();
            run.on(new HostMessage(INCARNATION, HOST_ID, true, Bytes.parse("8100")))
                    .decidesAlso(new ChannelEvent.AnomalyNoted(
                            "NVSP, offset 0: a message begins with its type in 4 octets, only 2 are there"))
                    .orders()
                    .on(new HostMalformed(INCARNATION, "range 3 ends beyond the buffer", Bytes.EMPTY))
                    .decides(new ChannelEvent.AnomalyNoted("range 3 ends beyond the buffer"))
                    .inPhase(phase);

            assertThat(run.state().warnings()).containsExactly("2 messages of the host made no sense");
        }
    }

    @Test
    default void doesNothingAboutMessagesThatItDoesNotUse() {
        for (MachineRun<ChannelState> run : talking()) {
            run.on(host(new Unused(130))).because("not used: Unused[type=130]");
        }
    }
}
