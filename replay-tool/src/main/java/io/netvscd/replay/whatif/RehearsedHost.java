package io.netvscd.replay.whatif;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.host.HostMind;
import io.netvscd.datapath.host.HostSettings;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.ChannelMemory;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.List;

/** The host of one NIC: the embedded host's mind, which answers what the guest sends. */
final class RehearsedHost {
    private final OwnerId channel;
    private final NicFacts facts;
    private final Cues cues;
    private HostMind mind;
    private ChannelMemory memory;
    private long incarnation;
    private boolean offered;
    private boolean open;

    RehearsedHost(NicFacts facts, Cues cues) {
        this.facts = facts;
        this.cues = cues;
        channel = OwnerId.channel(facts.nic());
    }

    /** Where it delivers what arrives for the guest. */
    DataPath path() {
        return mind == null ? DataPath.SYNTHETIC : mind.path();
    }

    /** It offers the device, with this memory. */
    void offer(long number, ChannelMemory with) {
        if (mind == null) {
            mind = new HostMind(new HostSettings(facts.nic(), facts.permanentMac(), facts.mtu(), 0,
                    HostSettings.DEFAULT_RING_BYTES, with.receiveBufferBytes(), Math.max(1, with.sendBufferBytes()), false,
                    Math.max(1, facts.channels())));
        }
        close();
        incarnation = number;
        memory = with;
        offered = true;
        openAnew();
    }

    /** It offers the device again as it did last; nothing where it never did. */
    void offerAgain() {
        if (memory != null && !offered) {
            offer(incarnation + 1, memory);
        }
    }

    /** It takes the device back. */
    void rescind() {
        if (offered) {
            offered = false;
            close();
            cues.said(channel, new ChannelInput.ChannelRescinded(incarnation));
        }
    }

    /** It does something. */
    void obey(HostCommand command) {
        if (mind != null) {
            say(mind.obey(command));
        }
    }

    /** Carries out what the guest's channel orders. */
    void carryOut(Action action) {
        if (action instanceof Action.SendMessage send && present(send.incarnation())) {
            say(mind.hear(send.transactionId(), send.completionRequested(), send.payload().toArray()));
        } else if (action instanceof Action.SendRndis send && present(send.incarnation())) {
            say(mind.hearRndis(send.transactionId(), send.message().toArray()));
        } else if (action instanceof Action.OpenSubchannels wanted && present(wanted.incarnation())) {
            for (int index = 1; index <= Math.min(wanted.count(), mind.subchannels()); index++) {
                cues.said(channel, new ChannelInput.SubchannelOpened(incarnation, index));
            }
        } else if (action instanceof Action.CloseChannel closed && present(closed.incarnation())) {
            close();
            if (closed.reopen() && offered) {
                incarnation++;
                openAnew();
            }
        } else if (action instanceof Action.AwaitOffer && offered && !open) {
            incarnation++;
            openAnew();
        }
    }

    private boolean present(long number) {
        return open && number == incarnation;
    }

    private void openAnew() {
        open = true;
        cues.said(channel, new ChannelInput.ChannelOffered(incarnation, memory));
        say(mind.open(memory.receiveBufferGpadl(), memory.sendBufferGpadl()));
    }

    private void close() {
        if (open) {
            open = false;
            mind.close();
        }
    }

    private void say(List<HostMind.Word> words) {
        for (HostMind.Word word : words) {
            Bytes payload = Bytes.of(word.payload());
            cues.said(channel, switch (word.kind()) {
                case IN_BAND -> new ChannelInput.HostMessage(
                        incarnation, word.transactionId(), word.completionRequested(), payload);
                case COMPLETION -> new ChannelInput.HostCompletion(incarnation, word.transactionId(), payload);
                case RNDIS -> new ChannelInput.HostRndis(incarnation, payload);
            });
        }
    }
}
