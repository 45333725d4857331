package io.netvscd.datapath.lane;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Asks the kernel about devices whose carrier is in {@linkplain CarrierDoubt doubt}, on a thread of its own: an answer may have to wait
 * for the lock that somebody holds who takes a device away, and who shuts the way to that device must not wait with it.
 */
final class CarrierWatch implements AutoCloseable {
    private static final long NONE = Long.MAX_VALUE;

    private final IntConsumer failed;
    private final LaneThread thread;
    /** By number; touched by the watch's thread alone. */
    private final Map<Integer, Watched> devices = new HashMap<>();
    private long plannedNs = NONE;

    /** How many frames a device has refused. */
    @FunctionalInterface
    interface Counter {
        int refusals() throws IOException;
    }

    private CarrierWatch(IntConsumer failed, Consumer<IOException> onFault) throws IOException {
        this.failed = failed;
        thread = LaneThread.open("carrier-watch", this::heard, this::lost, onFault);
    }

    /**
     * Begins, in the calling thread's network namespace.
     *
     * @param failed told of a device that turned out to be down, without carrier or gone, on the watch's thread
     */
    static CarrierWatch open(IntConsumer failed, Consumer<IOException> onFault) throws IOException {
        return new CarrierWatch(failed, onFault);
    }

    /**
     * Watches a device.
     *
     * @param counter for one in whose refusals only a counter tells, null for one whose refusals are told of
     */
    WatchedDevice watch(int ifindex, Counter counter) {
        Watched watched = new Watched(ifindex, counter);
        thread.execute(() -> {
            devices.put(ifindex, watched);
            watched.doubt.news(System.nanoTime(), true);
            round();
        });
        return watched;
    }

    private void heard(int ifindex, boolean dead, boolean asked) {
        if (asked) {
            if (dead) {
                failed.accept(ifindex);
            }
            return;
        }
        long nowNs = System.nanoTime();
        devices.forEach((number, watched) -> watched.doubt.news(nowNs, number == ifindex));
        round();
    }

    /** News was lost: it may have been of any of them. */
    private void lost() {
        devices.keySet().stream().toList().forEach(ifindex -> heard(ifindex, false, false));
    }

    /** Does for each device what is due, and plans the next round. */
    private void round() {
        long dueNs = NONE;
        for (Watched watched : devices.values()) {
            long nowNs = System.nanoTime();
            watched.attend(nowNs);
            dueNs = Math.min(dueNs, watched.doubt.dueNs(nowNs));
        }
        if (dueNs < plannedNs) {
            long planned = dueNs;
            plannedNs = planned;
            thread.after(Math.max(0, planned - System.nanoTime()), () -> {
                if (plannedNs == planned) {
                    plannedNs = NONE;
                    round();
                }
            });
        }
    }

    /** Nobody is asked any more once this has returned. */
    @Override
    public void close() {
        thread.execute(devices::clear);
        thread.close();
    }

    private final class Watched implements WatchedDevice {
        private final int ifindex;
        private final Counter counter;
        private final CarrierDoubt doubt;
        private volatile boolean told;

        Watched(int ifindex, Counter counter) {
            this.ifindex = ifindex;
            this.counter = counter;
            doubt = new CarrierDoubt(counter != null);
        }

        /** Costs a word read, but for the first refusal since the last question. */
        @Override
        public void refused() {
            if (!told) {
                told = true;
                thread.execute(() -> {
                    doubt.refused();
                    round();
                });
            }
        }

        @Override
        public void close() {
            thread.execute(() -> devices.remove(ifindex, this));
        }

        void attend(long nowNs) {
            CarrierDoubt.Act act = doubt.act(nowNs);
            if (act == CarrierDoubt.Act.LOOK) {
                look();
                act = doubt.act(nowNs);
            }
            if (act == CarrierDoubt.Act.ASK) {
                told = false;
                thread.ask(ifindex);
            }
        }

        private void look() {
            try {
                doubt.counted(counter.refusals());
            } catch (IOException gone) {
                // The rule goes with its device, of which others hear.
            }
        }
    }
}
