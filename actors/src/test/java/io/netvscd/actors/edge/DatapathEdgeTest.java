package io.netvscd.actors.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatapathEdgeTest {
    private static final OwnerId MASTER = OwnerId.master("eth0");
    private static final int WIRE_BYTES = 1 << 16;

    private final MemoryPort.Pair guest = MemoryPort.pair("eth0", WIRE_BYTES);
    private final MemoryPort.Pair host = MemoryPort.pair("synthetic", WIRE_BYTES);
    private final MemoryPort.Pair vf = MemoryPort.pair("vf", WIRE_BYTES);
    private final List<Input> told = new ArrayList<>();
    private final List<Boolean> carriers = new ArrayList<>();
    private final List<String> mtus = new ArrayList<>();
    private final List<String> macs = new ArrayList<>();
    private DatapathEdge edge;
    private NetvscDatapath datapath;
    private boolean vfGone;
    private int beginnings;

    @BeforeEach
    void join() {
        edge = new DatapathEdge("eth0", new Ports(), (to, input) -> told.add(input), () -> { });
        datapath = new NetvscDatapath(guest.near(), edge, false, MacAddress.parse("00:15:5d:0a:00:01"));
        edge.join(datapath);
    }

    @Test
    void everyOrderIsAnsweredInItsTurn() {
        List<DatapathOrder> orders = List.of(
                new DatapathOrder.AttachSyntheticPort(1),
                new DatapathOrder.OpenMaster(true),
                new DatapathOrder.AttachVfPort("if4", 1, 4),
                new DatapathOrder.UseDataPath(DataPath.VF, "if4", 1),
                new DatapathOrder.UseDataPath(DataPath.SYNTHETIC, "if4", 1),
                new DatapathOrder.DetachVfPort("if4", 1),
                new DatapathOrder.DetachSyntheticPort(1));

        orders.forEach(this::order);
        datapath.poll(0);

        assertThat(told).extracting(input -> ((MasterInput.DatapathApplied) input).order()).isEqualTo(orders);
        assertThat(told).allMatch(input -> ((MasterInput.DatapathApplied) input).changed());
    }

    @Test
    void aPortThatCannotBeOpenedChangesNothingAndIsAnsweredSo() {
        vfGone = true;

        order(new DatapathOrder.AttachVfPort("if4", 1, 4));
        datapath.poll(0);

        assertThat(told).singleElement().isInstanceOfSatisfying(MasterInput.DatapathApplied.class, applied -> {
            assertThat(applied.order()).isEqualTo(new DatapathOrder.AttachVfPort("if4", 1, 4));
            assertThat(applied.changed()).isFalse();
        });
    }

    @Test
    void aVfThatFailsUnderABurstIsToldWithTheCountersOfThatMoment() {
        order(new DatapathOrder.AttachSyntheticPort(1));
        order(new DatapathOrder.OpenMaster(true));
        order(new DatapathOrder.AttachVfPort("if4", 7, 4));
        order(new DatapathOrder.UseDataPath(DataPath.VF, "if4", 7));
        datapath.poll(0);
        told.clear();

        vf.near().fail(true);
        guest.far().send(new byte[60]);
        datapath.poll(0);

        assertThat(told).singleElement().isInstanceOfSatisfying(MasterInput.DatapathFellBack.class, fellBack -> {
            assertThat(fellBack.generation()).isEqualTo(7);
            assertThat(fellBack.checkpoint().synthetic().txFrames()).isEqualTo(1);
        });
    }

    @Test
    void aMasterThatBeginsAgainFindsTheCoreAsFreshBehindTheAnswersToWhatItHadOrderedBefore() {
        List<DatapathOrder> orders = List.of(
                new DatapathOrder.AttachSyntheticPort(1),
                new DatapathOrder.AttachVfPort("if4", 7, 4),
                new DatapathOrder.UseDataPath(DataPath.VF, "if4", 7),
                new DatapathOrder.ResetDatapath(1));

        orders.forEach(this::order);
        datapath.poll(0);

        assertThat(beginnings).isEqualTo(1);
        assertThat(told).extracting(input -> ((MasterInput.DatapathApplied) input).order()).isEqualTo(orders);
        assertThat(datapath.path()).isEqualTo(DataPath.SYNTHETIC);
        assertThat(vf.near().health()).isEqualTo(Port.Health.FAILED);
    }

    @Test
    void theCarrierIsShownAtOnce() {
        edge.carryOut(MASTER, new Action.SetMasterCarrier(false));

        assertThat(carriers).containsExactly(false);
    }

    @Test
    void theMtuIsHandedOnWithTheOneThatItReplaces() {
        edge.carryOut(MASTER, new Action.SetMasterMtu(9000, 1500));

        assertThat(mtus).containsExactly("9000 to 1500");
    }

    @Test
    void theAddressIsHandedOnWithTheOneThatItReplaces() {
        edge.carryOut(MASTER, new Action.SetMasterMac(new MacAddress(2), new MacAddress(1)));

        assertThat(macs).containsExactly("00:00:00:00:00:02 to 00:00:00:00:00:01");
    }

    private void order(DatapathOrder order) {
        edge.carryOut(MASTER, new Action.OrderDatapath(order, false));
    }

    private final class Ports implements NicPorts {
        @Override
        public Port synthetic(long incarnation) {
            return host.near();
        }

        @Override
        public Port vf(String key, int ifindex) throws IOException {
            if (vfGone) {
                throw new IOException("no such device");
            }
            return vf.near();
        }

        @Override
        public void beginAgain() {
            beginnings++;
        }

        @Override
        public byte[][] announcements() {
            return new byte[0][];
        }

        @Override
        public void carrier(boolean up) {
            carriers.add(up);
        }

        @Override
        public void mtu(int from, int to) {
            mtus.add(from + " to " + to);
        }

        @Override
        public void mac(MacAddress from, MacAddress to) {
            macs.add(from + " to " + to);
        }
    }
}
