package io.netvscd.actors.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.host.HostListener;
import io.netvscd.datapath.uio.UioListener;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import io.netvscd.datapath.vmbus.RingPair;
import io.netvscd.datapath.vmbus.RingCorrupt;
import io.netvscd.datapath.vmbus.SharedBuffers;
import io.netvscd.datapath.vmbus.VmbusDevice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UioChannelHostTest {
    private static final long PATIENCE_S = 10;
    private static final int LOOKS_MAX = 500;

    private final BlockingQueue<Opened> offered = new LinkedBlockingQueue<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger absences = new AtomicInteger();
    private final AtomicInteger unfit = new AtomicInteger();
    private final AtomicInteger rescinds = new AtomicInteger();
    private final Sysfs sysfs = new Sysfs();
    private final UioChannelHost host = new UioChannelHost("eth0", sysfs, new Ear(), 1, 1);

    private Opened awaitOffer() throws InterruptedException {
        Opened device = offered.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertThat(device).isNotNull();
        return device;
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void opensTheDeviceOnceItIsAskedTo() throws InterruptedException {
        assertThat(attempts).hasValue(0);
        host.offer();
        awaitOffer();

        host.offer();
        host.close();

        assertThat(attempts).hasValue(1);
    }

    @Test
    void triesAgainUntilTheDeviceIsThere() throws InterruptedException {
        absences.set(3);
        host.offer();

        awaitOffer();

        assertThat(attempts).hasValue(4);
    }

    @Test
    void opensAnotherIncarnationOnceTheFormerIsClosed() throws InterruptedException {
        host.offer();
        Opened first = awaitOffer();
        host.reopen();
        first.close();

        assertThat(awaitOffer()).isNotSameAs(first);
        assertThat(first.closed).isEqualTo(1);
    }

    @Test
    void opensAnotherIncarnationAlsoWhenTheFormerWasClosedBefore() throws InterruptedException {
        host.offer();
        Opened first = awaitOffer();
        first.close();
        host.reopen();

        assertThat(awaitOffer()).isNotSameAs(first);
    }

    @Test
    void leavesADeviceClosedThatNobodyWants() throws InterruptedException {
        host.offer();
        awaitOffer().close();

        host.close();

        assertThat(attempts).hasValue(1);
    }

    @Test
    void waitsForTheDeviceAgainAfterARescind() throws InterruptedException {
        host.offer();
        Opened first = awaitOffer();
        absences.set(2);
        first.listener.rescinded();
        first.close();

        assertThat(awaitOffer()).isNotSameAs(first);
        assertThat(rescinds).hasValue(1);
    }

    @Test
    void closesADeviceWhoseRingsAreUnfitAndTriesAgain() throws InterruptedException {
        unfit.set(2);
        host.offer();

        awaitOffer();

        assertThat(attempts).hasValue(3);
    }

    @Test
    void closesWhatIsOpenAtItsEnd() throws InterruptedException {
        host.offer();
        Opened device = awaitOffer();

        host.close();

        assertThat(device.closed).isEqualTo(1);
        host.offer();
        assertThat(offered).isEmpty();
    }

    @Test
    void tellsOfSubchannelsAsTheyAreShown() throws InterruptedException {
        host.offer();
        awaitOffer();
        sysfs.shown.addAll(List.of(0, 2, 0, 1, 0));

        host.awaitSubchannels(3);

        assertThat(sysfs.subchannels.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(sysfs.subchannels.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(3);
        host.close();
        assertThat(sysfs.shown).containsExactly(0);
    }

    @Test
    void looksPastASubchannelThatIsUnfit() throws InterruptedException {
        host.offer();
        awaitOffer();
        sysfs.shown.addAll(List.of(Sysfs.UNFIT, 1));

        host.awaitSubchannels(1);

        assertThat(sysfs.subchannels.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void looksForSubchannelsUntilItsPatienceEnds() throws InterruptedException {
        host.offer();
        awaitOffer();

        host.awaitSubchannels(3);
        while (sysfs.looks.get() < LOOKS_MAX) {
            Thread.sleep(1);
        }
        Thread.sleep(20);

        assertThat(sysfs.looks).hasValue(LOOKS_MAX);
        assertThat(sysfs.subchannels).isEmpty();
    }

    @Test
    void looksNoFurtherOnceTheDeviceIsClosed() throws InterruptedException {
        host.offer();
        Opened device = awaitOffer();
        host.awaitSubchannels(3);
        while (sysfs.looks.get() == 0) {
            Thread.sleep(1);
        }
        device.close();
        host.reopen();
        awaitOffer();
        int looks = sysfs.looks.get();
        Thread.sleep(20);

        assertThat(sysfs.looks).hasValue(looks);
    }

    /** Devices that can be opened, and what each look at their sub-channels finds. */
    private final class Sysfs implements UioChannelHost.Opener {
        private static final int UNFIT = -1;

        private final BlockingQueue<Integer> shown = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> subchannels = new LinkedBlockingQueue<>();
        private final AtomicInteger looks = new AtomicInteger();
        private int found;

        @Override
        public VmbusDevice open(UioListener listener) throws IOException {
            attempts.incrementAndGet();
            if (absences.getAndDecrement() > 0) {
                throw new IOException("it is not there");
            }
            return new Opened(listener);
        }

        @Override
        public UioChannelHost.Search search(VmbusDevice device, int granted) {
            return new UioChannelHost.Search() {
                @Override
                public int look() throws IOException {
                    looks.incrementAndGet();
                    int now = Optional.ofNullable(shown.poll()).orElse(0);
                    if (now == UNFIT) {
                        throw new IOException("its ring has no size");
                    }
                    found += now;
                    return now;
                }

                @Override
                public boolean complete() {
                    return found >= granted;
                }
            };
        }
    }

    private final class Ear implements HostListener {
        @Override
        public void offered(VmbusDevice device) {
            if (unfit.getAndDecrement() > 0) {
                throw new RingCorrupt("the host has written already");
            }
            offered.add((Opened) device);
        }

        @Override
        public void subchannelsOffered() {
            sysfs.subchannels.add(sysfs.found);
        }

        @Override
        public void rescinded() {
            rescinds.incrementAndGet();
        }
    }

    /** A device over the memory of this process that tells its listener what the one over a file would. */
    private static final class Opened implements VmbusDevice {
        private final MemoryVmbusDevice memory = new MemoryVmbusDevice(8192, 4096, 4096);
        private final UioListener listener;
        private int closed;

        private Opened(UioListener listener) {
            this.listener = listener;
        }

        @Override
        public RingPair rings() {
            return memory.rings();
        }

        @Override
        public SharedBuffers buffers() {
            return memory.buffers();
        }

        @Override
        public boolean revokeFirst() {
            return true;
        }

        @Override
        public void signal() {
            memory.signal();
        }

        @Override
        public int interruptDescriptor() {
            return -1;
        }

        @Override
        public void close() {
            closed++;
            memory.closeHost();
            memory.close();
            listener.closed();
        }
    }
}
