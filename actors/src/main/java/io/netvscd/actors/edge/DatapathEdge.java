package io.netvscd.actors.edge;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.DatapathListener;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master's orders to its forwarding core, as control words, and the core's answers. Ports are opened here, on the owner's thread, so
 * that a word that reaches the datapath never waits for the kernel.
 */
public final class DatapathEdge implements Edge, DatapathListener {
    /** What it carries out. */
    public static final Set<Class<? extends Action>> ACTIONS =
            Set.of(Action.OrderDatapath.class, Action.SetMasterCarrier.class, Action.SetMasterMtu.class,
                    Action.SetMasterMac.class);

    private static final Logger LOG = LoggerFactory.getLogger(DatapathEdge.class);
    /** Changes nothing, but is answered in its turn and with the counters of that moment. */
    private static final long NO_GENERATION = -1;

    private final OwnerId master;
    private final NicPorts ports;
    private final Post post;
    private final Runnable wakeup;
    private final Map<ControlWord, DatapathOrder> underWay = Collections.synchronizedMap(new IdentityHashMap<>());
    private NetvscDatapath datapath;
    private volatile DatapathOrder.AttachVfPort lastVf;

    /**
     * @param wakeup makes the datapath's thread look for its orders
     */
    public DatapathEdge(String nic, NicPorts ports, Post post, Runnable wakeup) {
        master = OwnerId.master(nic);
        this.ports = ports;
        this.post = post;
        this.wakeup = wakeup;
    }

    /**
     * The kernel says that a device carries nothing: if it is the VF, the datapath leaves it now, and its owners hear of it in their own
     * time. Any thread may call.
     */
    public void deviceFailed(int ifindex) {
        DatapathOrder.AttachVfPort attached = lastVf;
        if (attached != null && attached.ifindex() == ifindex) {
            datapath.submit(new ControlWord.VfFailed(attached.vf(), attached.generation()));
            wakeup.run();
        }
    }

    /** Joins the core that this edge listens to; once, before the first order. */
    public void join(NetvscDatapath core) {
        datapath = core;
    }

    @Override
    public Set<Class<? extends Action>> actions() {
        return ACTIONS;
    }

    @Override
    public void carryOut(OwnerId owner, Action action) {
        if (action instanceof Action.SetMasterCarrier carrier) {
            ports.carrier(carrier.up());
            return;
        }
        if (action instanceof Action.SetMasterMtu mtu) {
            ports.mtu(mtu.from(), mtu.to());
            return;
        }
        if (action instanceof Action.SetMasterMac mac) {
            ports.mac(mac.from(), mac.to());
            return;
        }
        DatapathOrder order = ((Action.OrderDatapath) action).order();
        ControlWord word;
        try {
            word = word(order);
        } catch (IOException failed) {
            LOG.warn("{}: {}: {}", master, order, failed.getMessage());
            word = new ControlWord.DetachVf("", NO_GENERATION);
        }
        underWay.put(word, order);
        datapath.submit(word);
        wakeup.run();
    }

    private ControlWord word(DatapathOrder order) throws IOException {
        if (order instanceof DatapathOrder.UseDataPath use) {
            return new ControlWord.UsePath(use.path(), use.vf(), use.generation());
        } else if (order instanceof DatapathOrder.AttachVfPort attach) {
            lastVf = attach;
            return new ControlWord.AttachVf(
                    attach.vf(), attach.generation(), ports.vf(attach.vf(), attach.ifindex()));
        } else if (order instanceof DatapathOrder.DetachVfPort detach) {
            return new ControlWord.DetachVf(detach.vf(), detach.generation());
        } else if (order instanceof DatapathOrder.AttachSyntheticPort attach) {
            return new ControlWord.AttachSynthetic(ports.synthetic(attach.incarnation()));
        } else if (order instanceof DatapathOrder.DetachSyntheticPort) {
            return new ControlWord.DetachSynthetic();
        } else if (order instanceof DatapathOrder.OpenMaster open) {
            return new ControlWord.SetMaster(open.up());
        } else if (order instanceof DatapathOrder.AnnouncePeers) {
            return new ControlWord.Announce(ports.announcements());
        } else if (order instanceof DatapathOrder.ResetDatapath) {
            ports.beginAgain();
            return new ControlWord.Reset();
        }
        throw new IllegalArgumentException("unknown order " + order);
    }

    @Override
    public void applied(ControlWord word, boolean changed, Checkpoint checkpoint) {
        DatapathOrder order = underWay.remove(word);
        if (order != null) {
            post.tell(master, new MasterInput.DatapathApplied(order, changed, checkpoint));
        }
    }

    @Override
    public void fellBack(String vf, long generation, Checkpoint checkpoint) {
        post.tell(master, new MasterInput.DatapathFellBack(vf, generation, checkpoint));
    }
}
