package io.netvscd.actors.machine.channel;

import static io.netvscd.actors.machine.channel.ChannelPhase.NEGOTIATING;
import static io.netvscd.actors.machine.channel.ChannelPhase.OPEN;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.ChannelInput.HostMessage;
import io.netvscd.journal.vocabulary.MasterInput;

/**
 * What the host says of its own accord. Its associations are not completed, as no guest that hosts know does; its
 * switches are, with an empty payload, the only one that every host can read.
 */
final class HostRows {
    private HostRows() {
    }

    static void add(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING, OPEN).on(ChannelInput.HostMalformed.class)
                .stays("count it; the channel lives on", (state, input) ->
                        Decision.that(new ChannelEvent.AnomalyNoted(input.what())).done());
        rows.from(NEGOTIATING, OPEN).on(HostMessage.class)
                .when("malformed", (state, input) -> Heard.nvsp(state, input.payload()).malformed())
                .stays("count it; the channel lives on", (state, input) -> Decision.that(
                        new ChannelEvent.AnomalyNoted(Heard.nvsp(state, input.payload()).fault())).done());
        associations(rows);
        switches(rows);
        SubchannelRows.table(rows);
        rows.from(NEGOTIATING, OPEN).on(HostMessage.class)
                .stays("nothing: it asks nothing of this guest", (state, input) -> Decision.nothing(
                        "not used: " + Heard.nvsp(state, input.payload()).text()));
    }

    private static void associations(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING, OPEN).on(HostMessage.class)
                .when("SEND_VF_ASSOCIATION without SR-IOV", (state, input) ->
                        says(state, input, VfAssociation.class) && !state.session().agreed().sriov())
                .stays("nothing: it was not advertised", (state, input) -> Decision.nothing(
                        "SR-IOV was not advertised to this host: " + Heard.nvsp(state, input.payload()).text()));
        rows.from(NEGOTIATING).on(HostMessage.class)
                .when("SEND_VF_ASSOCIATION", (state, input) -> says(state, input, VfAssociation.class))
                .stays("keep it for the master", (state, input) -> Decision.that(associated(state, input)).done());
        rows.from(OPEN).on(HostMessage.class)
                .when("SEND_VF_ASSOCIATION", (state, input) -> says(state, input, VfAssociation.class))
                .stays("tell the master", (state, input) -> {
                    ChannelEvent.AssociationNoted noted = associated(state, input);
                    return new ChannelTurn(state)
                            .that(noted)
                            .tell(new MasterInput.VfAssociated(state.incarnation(), noted.allocated(), noted.serial()))
                            .done();
                });
    }

    private static ChannelEvent.AssociationNoted associated(ChannelState state, HostMessage input) {
        VfAssociation message = (VfAssociation) Heard.nvsp(state, input.payload()).message();
        return new ChannelEvent.AssociationNoted(message.allocated(), message.serial());
    }

    private static void switches(Transitions.Builder<ChannelPhase, ChannelState> rows) {
        rows.from(NEGOTIATING, OPEN).on(HostMessage.class)
                .when("SWITCH_DATA_PATH to the VF", (state, input) -> switchesTo(state, input, DataPath.VF))
                .stays("complete it, obey not: no host does this", (state, input) -> complete(new ChannelTurn(state)
                        .that(new ChannelEvent.AnomalyNoted("the host switched to the VF by itself")), input)
                        .done());
        rows.from(NEGOTIATING).on(HostMessage.class)
                .when("SWITCH_DATA_PATH to synthetic", (state, input) -> switchesTo(state, input, DataPath.SYNTHETIC))
                .stays("complete it", (state, input) -> complete(new ChannelTurn(state)
                        .that(new ChannelEvent.HostPathForced(DataPath.SYNTHETIC)), input)
                        .done());
        rows.from(OPEN).on(HostMessage.class)
                .when("SWITCH_DATA_PATH to synthetic", (state, input) -> switchesTo(state, input, DataPath.SYNTHETIC))
                .stays("tell the master, complete it", (state, input) -> complete(new ChannelTurn(state)
                        .that(new ChannelEvent.HostPathForced(DataPath.SYNTHETIC))
                        .tell(new MasterInput.HostForcedPath(state.incarnation(), DataPath.SYNTHETIC)), input)
                        .done());
    }

    private static ChannelTurn complete(ChannelTurn turn, HostMessage input) {
        return input.completionRequested()
                ? turn.order(new Action.SendCompletion(input.incarnation(), input.transactionId(), Bytes.EMPTY))
                : turn;
    }

    private static boolean switchesTo(ChannelState state, HostMessage input, DataPath path) {
        return Heard.nvsp(state, input.payload()).message() instanceof SwitchDataPath message && message.path() == path;
    }

    private static boolean says(ChannelState state, HostMessage input, Class<? extends NvspMessage> type) {
        return Heard.nvsp(state, input.payload()).is(type);
    }
}
