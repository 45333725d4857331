package io.netvscd.tests.lab;

import io.netvscd.datapath.linux.NetworkNamespace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** Datagrams with a number each, one a millisecond or so, and how often each number was seen at the other end. */
final class NumberedDatagrams {
    private static final int NUMBERS_MAX = 1 << 20;
    private static final int PAYLOAD_BYTES = 200;
    private static final long PAUSE_NS = 1_000_000;
    private static final int END = -1;

    private final AtomicIntegerArray seen = new AtomicIntegerArray(NUMBERS_MAX);
    private final NavigableMap<Integer, String> events = new TreeMap<>(Map.of(0, "begun"));
    private final CompletableFuture<Void> receiver;
    private final CompletableFuture<Void> sender;
    private volatile int next;
    private volatile boolean stopped;

    /**
     * Begins.
     *
     * @param address where they are sent: the receiver's own, or a broadcast address
     */
    NumberedDatagrams(NetworkNamespace from, NetworkNamespace to, String address) {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        receiver = to.start(() -> receive(port));
        sender = from.start(() -> send(new InetSocketAddress(InetAddress.getByName(address), port.join())));
    }

    private Void receive(CompletableFuture<Integer> port) throws Exception {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
            channel.bind(new InetSocketAddress(0));
            port.complete(((InetSocketAddress) channel.getLocalAddress()).getPort());
            ByteBuffer datagram = ByteBuffer.allocateDirect(PAYLOAD_BYTES);
            while (true) {
                channel.receive(datagram.clear());
                int number = datagram.getInt(0);
                if (number == END) {
                    return null;
                }
                seen.incrementAndGet(number);
            }
        }
    }

    private Void send(InetSocketAddress to) throws Exception {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            ByteBuffer datagram = ByteBuffer.allocateDirect(PAYLOAD_BYTES);
            while (!stopped) {
                channel.send(datagram.clear().putInt(0, next), to);
                next++;
                LockSupport.parkNanos(PAUSE_NS);
            }
            while (!receiver.isDone()) {
                channel.send(datagram.clear().putInt(0, END), to);
                LockSupport.parkNanos(PAUSE_NS);
            }
            return null;
        }
    }

    /** Losses from here on, until the next event, are put down to this one. */
    void event(String name) {
        events.put(next, name);
    }

    /** Waits until some more have gone out and one of them has arrived. */
    void awaitProgress() throws Exception {
        int before = next + 20;
        Await.until("datagrams arrive", () -> {
            int arrived = 0;
            for (int i = before; i < next; i++) {
                arrived += seen.get(i);
            }
            return arrived;
        }, arrived -> arrived > 0);
    }

    /** Ends it, once what was sent has had the time to arrive. */
    Result finish() throws Exception {
        awaitProgress();
        stopped = true;
        sender.get();
        receiver.get();
        Map<String, Integer> lost = new LinkedHashMap<>();
        int twice = 0;
        for (int i = 0; i < next; i++) {
            if (seen.get(i) == 0) {
                lost.merge(events.floorEntry(i).getValue(), 1, Integer::sum);
            }
            twice += seen.get(i) > 1 ? 1 : 0;
        }
        return new Result(next, twice, lost);
    }

    /**
     * What became of them.
     *
     * @param lost by the event before it, those that have any
     */
    record Result(int sent, int twice, Map<String, Integer> lost) {
        int lostInAll() {
            return lost.values().stream().mapToInt(Integer::intValue).sum();
        }
    }
}
