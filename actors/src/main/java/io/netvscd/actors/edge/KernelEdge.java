package io.netvscd.actors.edge;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfInput;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets VFs' netdevs over rtnetlink, on a thread of its own since a driver may take seconds over it; answers to the VF's owner. */
public final class KernelEdge implements Edge, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KernelEdge.class);
    /** What could not even be asked. */
    private static final int EIO = 5;
    private static final long CLOSE_SECONDS = 3;

    private final LinkControl control;
    private final Runnable dump;
    private final Post post;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "link-control");
        worker.setDaemon(true);
        return worker;
    });

    /**
     * @param dump asks the kernel for every netdev; the answer comes the way of its news
     */
    public KernelEdge(LinkControl control, Runnable dump, Post post) {
        this.control = control;
        this.dump = dump;
        this.post = post;
    }

    @Override
    public Set<Class<? extends Action>> actions() {
        return Set.of(Action.RequestDump.class, Action.SetNetdev.class, Action.LetGo.class);
    }

    @Override
    public void carryOut(OwnerId owner, Action action) {
        if (action instanceof Action.RequestDump) {
            dump.run();
        } else if (action instanceof Action.SetNetdev set) {
            thread.execute(() -> set(owner, set));
        }
    }

    private void set(OwnerId owner, Action.SetNetdev set) {
        int errno = 0;
        try {
            set(owner.nic(), set);
        } catch (ErrnoException refused) {
            LOG.warn("{}: {} = {}: {}", owner, set.setting(), set.value(), refused.getMessage());
            errno = refused.errno();
        } catch (IOException failed) {
            LOG.warn("{}: {} = {}", owner, set.setting(), set.value(), failed);
            errno = EIO;
        }
        post.tell(owner, new VfInput.VfNetdevResult(set.generation(), set.setting(), errno));
    }

    private void set(String nic, Action.SetNetdev set) throws IOException {
        int ifindex = set.ifindex();
        boolean on = set.value() != 0;
        NetdevSetting setting = set.setting();
        switch (setting) {
            case ISOLATION -> Isolation.set(control, nic, ifindex, on);
            case MTU -> control.setMtu(ifindex, (int) set.value());
            case MAC -> control.setMac(ifindex, new MacAddress(set.value()));
            case PROMISCUOUS -> control.setPromiscuous(ifindex, on);
            case ADMIN -> control.setUp(ifindex, on);
            case PARKED -> ParkingBond.park(control, ifindex);
            default -> throw new IllegalArgumentException("unknown setting " + setting);
        }
    }

    /** A device is gone, and what was made for it goes, too. */
    public void gone(int ifindex) {
        if (ParkingBond.isPossible()) {
            thread.execute(() -> clearAfter(ifindex));
        }
    }

    private void clearAfter(int ifindex) {
        try {
            ParkingBond.leave(control, ifindex);
        } catch (IOException failed) {
            LOG.warn("ifindex {} is gone, its bond is not: {}", ifindex, failed.getMessage());
        }
    }

    /** Carries out what waits, then ends. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the kernel is still busy with a VF's netdev");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
