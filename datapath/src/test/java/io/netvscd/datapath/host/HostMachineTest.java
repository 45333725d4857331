package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.nvsp.NdisCapability;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspMessage.Init;
import io.netvscd.datapath.nvsp.NvspMessage.NdisConfig;
import io.netvscd.datapath.nvsp.NvspMessage.ReceiveBuffer;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.RndisMessage.Initialize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Goal: whatever the order of requests, commands and switches, the host keeps its own rules. Method: random walks. */
class HostMachineTest {
    private static final int WALKS = 400;
    private static final int STEPS = 200;
    private static final HostFacts FACTS =
            new HostFacts(MacAddress.parse("00:15:5d:0a:00:01"), 1500, 1 << 20, 1, 1 << 20, 2, 1);

    private final HostMachine machine = new HostMachine(FACTS);
    private final List<HostAct> acts = new ArrayList<>();
    private HostState state = HostState.INITIAL;
    private long nextId = 100;

    @Test
    void everyRequestForAPathIsCompletedExactlyOnce() {
        for (int seed = 0; seed < WALKS; seed++) {
            Random random = new Random(seed);
            begin();
            List<Long> asked = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                long id = nextId;
                walk(random);
                if (nextId != id) {
                    asked.add(id);
                }
            }
            decide(new HostInput.SwitchMade(state.vf().pendingId()));
            decide(new HostInput.Commanded(new HostCommand.ReleaseCompletions()));
            assertThat(completions()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(asked);
        }
    }

    @Test
    void theFilterIsOnTheVfExactlyWhileTheStateSaysSo() {
        for (int seed = 0; seed < WALKS; seed++) {
            Random random = new Random(seed);
            begin();
            for (int step = 0; step < STEPS; step++) {
                walk(random);
                boolean leaving = state.vf().pendingPath() == DataPath.SYNTHETIC;
                assertThat(state.vf().path() == DataPath.VF).as("seed %d step %d %s", seed, step, state.vf())
                        .isEqualTo(state.vf().state() == VfState.SWITCHED || leaving);
                assertThat(state.vf().pendingPath() != null).isEqualTo(state.vf().state() == VfState.SWITCH_PENDING);
            }
        }
    }

    @Test
    void aGuestThatListensKnowsWhetherItHasAVf() {
        for (int seed = 0; seed < WALKS; seed++) {
            Random random = new Random(seed);
            begin();
            for (int step = 0; step < STEPS; step++) {
                walk(random);
            }
            assertThat(lastHeard()).as("seed %d", seed).isEqualTo(state.vf().state() != VfState.UNAVAILABLE);
        }
    }

    @Test
    void theSameWalkGivesTheSameActs() {
        begin();
        Random random = new Random(7);
        for (int step = 0; step < STEPS; step++) {
            walk(random);
        }
        List<HostAct> first = List.copyOf(acts);
        HostState firstState = state;
        nextId = 100;
        begin();
        random = new Random(7);
        for (int step = 0; step < STEPS; step++) {
            walk(random);
        }
        assertThat(acts).isEqualTo(first);
        assertThat(state).isEqualTo(firstState);
    }

    private void begin() {
        state = HostState.INITIAL;
        acts.clear();
        decide(new HostInput.Opened());
        tell(Init.of(NvspVersion.V6_1));
        tell(new NdisConfig(1514, NdisCapability.SRIOV));
        tell(new ReceiveBuffer(1, ReceiveBuffer.ID));
        decide(new HostInput.RndisFromGuest(new Initialize(1, 1, 0, 0x4000)));
        acts.clear();
    }

    private void walk(Random random) {
        switch (random.nextInt(9)) {
            case 0, 1 -> want(DataPath.VF);
            case 2 -> want(DataPath.SYNTHETIC);
            case 3 -> command(new HostCommand.VfAssociation(random.nextInt(3) > 0, 1 + random.nextInt(2)));
            case 4 -> command(new HostCommand.ForceSynthetic());
            case 5 -> command(random.nextBoolean()
                    ? new HostCommand.HoldCompletions() : new HostCommand.ReleaseCompletions());
            case 6 -> command(new HostCommand.FailSwitch());
            case 7 -> decide(new HostInput.DeviceOffered());
            default -> decide(new HostInput.SwitchMade(state.vf().pendingId()));
        }
    }

    private void want(DataPath path) {
        decide(new HostInput.FromGuest(nextId++, true, new SwitchDataPath(path)));
    }

    private void command(HostCommand command) {
        decide(new HostInput.Commanded(command));
    }

    private void tell(NvspMessage message) {
        decide(new HostInput.FromGuest(1, false, message));
    }

    private void decide(HostInput input) {
        HostDecision decision = machine.decide(state, input);
        state = decision.state();
        acts.addAll(decision.acts());
    }

    private List<Long> completions() {
        return acts.stream().filter(HostAct.Complete.class::isInstance)
                .map(act -> ((HostAct.Complete) act).transactionId()).toList();
    }

    private boolean lastHeard() {
        return acts.stream().filter(HostAct.Send.class::isInstance).map(act -> ((HostAct.Send) act).message())
                .filter(VfAssociation.class::isInstance).map(VfAssociation.class::cast)
                .reduce(new VfAssociation(false, 0), (earlier, later) -> later).allocated();
    }
}
