package io.netvscd.replay.sim;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.DelegatingPort;
import io.netvscd.datapath.port.Port;
import java.util.function.LongConsumer;

/** A port that tallies the tagged frames that pass it, and goes on tallying when the port behind it is replaced. */
final class TalliedPort extends DelegatingPort {
    private final LongConsumer onReceived;
    private LongConsumer onSent = count -> { };
    private long sent;
    private long received;

    /** Tallies what passes {@code port}; {@code onReceived} hears the number of every tagged frame received. */
    TalliedPort(Port port, LongConsumer onReceived) {
        super(port);
        this.onReceived = onReceived;
    }

    /** {@code listener} hears of the tagged frames that the port takes from now on. */
    void whenSent(LongConsumer listener) {
        onSent = listener;
    }

    /** Tagged frames that the port took. */
    long sent() {
        return sent;
    }

    /** Tagged frames that the port gave. */
    long received() {
        return received;
    }

    @Override
    public int receive(Burst burst) {
        int count = super.receive(burst);
        for (int i = 0; i < burst.size; i++) {
            long number = TaggedFrames.number(burst, i);
            if (number >= 0) {
                received++;
                onReceived.accept(number);
            }
        }
        return count;
    }

    @Override
    public int send(Burst burst, int from) {
        int taken = super.send(burst, from);
        long tagged = 0;
        for (int i = from; i < from + taken; i++) {
            tagged += TaggedFrames.number(burst, i) >= 0 ? 1 : 0;
        }
        sent += tagged;
        if (tagged > 0) {
            onSent.accept(tagged);
        }
        return taken;
    }
}
