package io.netvscd.replay.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.WatcherInput;
import org.junit.jupiter.api.Test;

class RecordTextTest {
    @Test
    void namesEveryComponent() {
        assertThat(RecordText.of(new MasterInput.VfAssociated(1, true, 2)))
                .isEqualTo("VfAssociated incarnation=1 allocated=true serial=2");
        assertThat(RecordText.of(new TimerFired(TimerName.SWITCH_BACKOFF, 3)))
                .isEqualTo("TimerFired timer=switch-backoff generation=3");
    }

    @Test
    void quotesTextThatIsEmptyOrHasSpaces() {
        assertThat(RecordText.of(new MasterInput.ChannelClosed(1, "host went"))).endsWith("why=\"host went\"");
        assertThat(RecordText.of(new MasterInput.ChannelClosed(1, ""))).endsWith("why=\"\"");
    }

    @Test
    void shortensLongOctetStrings() {
        assertThat(RecordText.of(new ChannelInput.HostRndis(1, Bytes.of(new byte[20]))))
                .isEqualTo("HostRndis incarnation=1 message=" + "00".repeat(16) + "+4");
    }

    @Test
    void readsWhatGuestAndHostSay() {
        byte[] association = NvspCodec.encodeUnpadded(new NvspMessage.VfAssociation(true, 2));
        byte[] query = RndisCodec.encode(new RndisMessage.Query(7, 0x00010106, Information.ofInt(1)));
        byte[] init = NvspCodec.encodeUnpadded(new NvspMessage.Init(0x60001, 0x60001));

        assertThat(RecordText.of(new ChannelInput.HostMessage(1, Long.MIN_VALUE, true, Bytes.of(association)))).isEqualTo(
                "HostMessage incarnation=1 transactionId=0x8000000000000000 completionRequested=true "
                        + "payload=(VfAssociation allocated=true serial=2)");
        assertThat(RecordText.of(new Action.SendRndis(1, 7, Bytes.of(query)))).isEqualTo(
                "SendRndis incarnation=1 transactionId=7 message=(Query requestId=7 oid=OID_GEN_MAXIMUM_FRAME_SIZE input=01000000)");
        assertThat(RecordText.of(new RndisMessage.Query(8, 0x0001_ffff, Information.ofInt(1)))).contains("oid=0001ffff");
        assertThat(RecordText.of(new Action.SendMessage(1, 2, true, Bytes.of(init))))
                .endsWith("payload=(Init minVersion=6.1 maxVersion=6.1)");
    }

    @Test
    void showsANetdevInAFewWords() {
        MacAddress mac = MacAddress.parse("00:15:5d:0a:00:01");
        Netdev netdev = new Netdev(2, "vf0", mac, mac, true, false, 1500, "", "0002:00:02.0", "2", false, 0);

        assertThat(RecordText.of(new WatcherInput.NetdevSeen(netdev))).isEqualTo(
                "NetdevSeen netdev=(vf0 if2 00:15:5d:0a:00:01 pci 0002:00:02.0 slot 2 up no-carrier mtu 1500)");
    }

    @Test
    void showsWhomAMessageIsFor() {
        assertThat(RecordText.of(new Action.Tell(OwnerId.master("eth0"), new MasterInput.AdminChanged(true))))
                .isEqualTo("Tell master/eth0 AdminChanged up=true");
    }
}
