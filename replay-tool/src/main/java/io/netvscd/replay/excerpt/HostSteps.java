package io.netvscd.replay.excerpt;

import io.netvscd.datapath.host.HostCommand;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.whatif.HostDeeds;
import java.util.List;

/** What a host did, as steps. */
final class HostSteps {
    private HostSteps() {
    }

    /** What it must have done of its own accord that said this; nothing where no step says it. */
    static List<Step> of(Scene.Nic nic, ChannelInput input) {
        HostCommand command = HostDeeds.of(input);
        if (command instanceof HostCommand.VfAssociation association) {
            nic.associated = true;
            nic.allocated = association.allocated();
            nic.serial = association.serial();
            return List.of(association(association.allocated(), association.serial()));
        } else if (command instanceof HostCommand.ForceSynthetic) {
            return List.of(StepList.host(HostStep.Verb.FORCE_SYNTHETIC));
        } else if (command instanceof HostCommand.Link link) {
            nic.link = link.up();
            return List.of(link(link.up()));
        } else if (command instanceof HostCommand.NetworkChange) {
            return List.of(StepList.host(HostStep.Verb.NETWORK_CHANGE));
        } else if (command instanceof HostCommand.Raw raw) {
            return List.of(new HostStep(HostStep.Verb.RAW, false, 0, false, "", Bytes.of(raw.payload())));
        } else if (input instanceof ChannelInput.ChannelRescinded) {
            nic.offered = false;
            nic.associated = false;
            return List.of(StepList.host(HostStep.Verb.RESCIND));
        }
        return List.of();
    }

    static HostStep association(boolean allocated, int serial) {
        return new HostStep(HostStep.Verb.VF_ASSOCIATION, allocated, serial, false, "", Bytes.EMPTY);
    }

    static HostStep link(boolean up) {
        return new HostStep(HostStep.Verb.LINK, false, 0, up, "", Bytes.EMPTY);
    }

    static HostStep limitVersion(String version) {
        return new HostStep(HostStep.Verb.LIMIT_VERSION, false, 0, false, version, Bytes.EMPTY);
    }

    static HostStep limitMtu(int mtu) {
        return new HostStep(HostStep.Verb.LIMIT_MTU, false, 0, false, "", Bytes.EMPTY, mtu);
    }
}
