package io.netvscd.actors.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;
import org.junit.jupiter.api.Test;

class ReplaceablePortTest {
    private final MemoryPort.Pair first = MemoryPort.pair("first", 1 << 12);
    private final MemoryPort.Pair second = MemoryPort.pair("second", 1 << 12);
    private final ReplaceablePort port = new ReplaceablePort(first.near());
    private final Burst burst = new Burst(4);

    @Test
    void goesOnWithTheOtherPortAndClosesTheFormer() {
        port.replace(second.near());
        second.far().send(new byte[60]);

        assertThat(port.receive(burst)).isEqualTo(1);
        assertThat(port.name()).isEqualTo("second");
        assertThat(first.near().health()).isEqualTo(Port.Health.FAILED);
    }

    @Test
    void theFormerLivesUntilWhatItLentIsBack() {
        first.far().send(new byte[60]);
        port.receive(burst);

        port.replace(second.near());
        assertThat(first.near().health()).isEqualTo(Port.Health.BUSY);
        assertThat(port.send(burst, 0)).isEqualTo(1);
        port.release(burst);

        assertThat(first.near().health()).isEqualTo(Port.Health.FAILED);
        assertThat(port.receive(burst)).isZero();
    }

    @Test
    void closesWhicheverPortItHas() {
        port.replace(second.near());

        port.close();

        assertThat(second.near().health()).isEqualTo(Port.Health.FAILED);
    }
}
