package io.netvscd.actors.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LateClosingPortTest {
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final MemoryPort.Pair wire = MemoryPort.pair("vf", 1 << 12);
    private final LateClosingPort port = new LateClosingPort(wire.near(), later::add);
    private final Burst burst = new Burst(4);

    @Test
    void isThePortItselfUntilItIsClosed() {
        wire.far().send(new byte[60]);

        assertThat(port.receive(burst)).isEqualTo(1);
        assertThat(port.send(burst, 0)).isEqualTo(1);
        port.release(burst);
        assertThat(port.health()).isEqualTo(Port.Health.BUSY);
        assertThat(port.name()).isEqualTo("vf");
    }

    @Test
    void onceClosedItTouchesThePortNoMoreThoughThatIsStillOpen() {
        wire.far().send(new byte[60]);

        port.close();
        port.close();

        assertThat(later).hasSize(1);
        assertThat(wire.near().health()).isEqualTo(Port.Health.BUSY);
        assertThat(port.receive(burst)).isZero();
        assertThat(port.health()).isEqualTo(Port.Health.FAILED);
        assertThat(port.fileDescriptor()).isEqualTo(-1);
        later.remove().run();
        assertThat(wire.near().health()).isEqualTo(Port.Health.FAILED);
    }
}
