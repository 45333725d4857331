package io.netvscd.replay.sim;

import io.netvscd.actors.edge.Post;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfSettings;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.NicSetup;

/**
 * The NIC as the system sees it: what the operator sets is seen by the master, and again by each new life of the
 * daemon.
 */
final class Tap {
    private final OwnerId master;
    private final NicSetup setup;
    private final Post post;
    private boolean up;
    private boolean carrier;
    private boolean promiscuous;
    private boolean forgotten;
    private int mtu;
    private MacAddress mac;

    Tap(NicSetup setup, Post post) {
        this.setup = setup;
        this.post = post;
        master = OwnerId.master(setup.name());
        mtu = setup.mtu();
        mac = setup.mac();
    }

    boolean up() {
        return up;
    }

    /** What the system set. */
    VfSettings settings() {
        return new VfSettings(up, mtu, mac, promiscuous);
    }

    void carrier(boolean nowUp) {
        carrier = nowUp;
    }

    boolean carrier() {
        return carrier;
    }

    /** The daemon sets the MTU, if it is {@code from} still. */
    void mtu(int from, int to) {
        if (mtu == from) {
            mtu = to;
            post.tell(master, new MasterInput.MtuChanged(mtu));
        }
    }

    /** The daemon sets the address, if it is {@code from} still. */
    void mac(MacAddress from, MacAddress to) {
        if (mac.equals(from)) {
            mac = to;
            post.tell(master, new MasterInput.MacChanged(mac));
        }
    }

    /** The operator sets something. */
    void set(AdminStep step) {
        switch (step.verb()) {
            case UP, DOWN -> {
                up = step.verb() == AdminStep.Verb.UP;
                post.tell(master, new MasterInput.AdminChanged(up));
            }
            case MTU -> {
                mtu = step.mtu();
                post.tell(master, new MasterInput.MtuChanged(mtu));
            }
            case MAC -> {
                mac = step.mac();
                post.tell(master, new MasterInput.MacChanged(mac));
            }
            case PROMISCUOUS -> {
                promiscuous = step.on();
                post.tell(master, new MasterInput.PromiscuousChanged(promiscuous));
            }
            default -> throw new IllegalArgumentException("unknown: " + step);
        }
    }

    /** A master begins again, and learns anew what the system set once the daemon looks at its devices. */
    void forget() {
        forgotten = true;
    }

    /** The daemon looks at its devices. */
    void looked() {
        if (forgotten) {
            forgotten = false;
            showAll();
        }
    }

    /** A new life of the daemon sees what is not as configured. */
    void showAll() {
        if (mtu != setup.mtu()) {
            post.tell(master, new MasterInput.MtuChanged(mtu));
        }
        if (!mac.equals(setup.mac())) {
            post.tell(master, new MasterInput.MacChanged(mac));
        }
        if (promiscuous) {
            post.tell(master, new MasterInput.PromiscuousChanged(true));
        }
        if (up) {
            post.tell(master, new MasterInput.AdminChanged(true));
        }
    }
}
