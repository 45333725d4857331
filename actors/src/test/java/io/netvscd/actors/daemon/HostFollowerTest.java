package io.netvscd.actors.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherEvent;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostFollowerTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");

    private final List<HostCommand> commands = new ArrayList<>();
    private final HostFollower follower = new HostFollower("eth0", commands::add);

    @Test
    void associatesARecognisedVfByTheSerialOfItsSlotOrByItsNumber() {
        hear(noted(4, "2"), recognised(4, "eth0"));
        hear(noted(5, ""), recognised(5, "eth0"));

        assertThat(commands).containsExactly(
                new HostCommand.VfAssociation(true, 2), new HostCommand.VfAssociation(true, 5));
    }

    @Test
    void endsTheAssociationWithTheDeviceAndReturnsToTheOneThatIsLeft() {
        hear(noted(4, "2"), recognised(4, "eth0"));
        hear(noted(5, "3"), recognised(5, "eth0"));
        commands.clear();

        hear(new WatcherEvent.NetdevForgotten(5));
        hear(new WatcherEvent.NetdevForgotten(4));

        assertThat(commands).containsExactly(
                new HostCommand.VfAssociation(false, 3),
                new HostCommand.VfAssociation(true, 2),
                new HostCommand.VfAssociation(false, 2));
    }

    @Test
    void takesNoNoticeOfOtherNicsAndOtherDevices() {
        hear(noted(4, "2"), recognised(4, "eth1"));
        hear(new WatcherEvent.NetdevForgotten(4));

        assertThat(commands).isEmpty();
    }

    private void hear(Event... events) {
        follower.hear(new TransitionRecord(new Stamp(1, 1, 0, 0), OwnerId.WATCHER, new WatcherInput.WatcherOverrun(),
                List.of(events), List.of(), null, null));
    }

    private static Event noted(int ifindex, String slot) {
        return new WatcherEvent.NetdevNoted(
                new Netdev(ifindex, "vf" + ifindex, MAC, MAC, false, false, 1500, "", "", slot, false, 0));
    }

    private static Event recognised(int ifindex, String nic) {
        return new WatcherEvent.VfRecognised(ifindex, nic, "if" + ifindex, 1);
    }
}
