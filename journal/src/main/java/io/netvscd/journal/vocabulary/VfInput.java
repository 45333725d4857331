package io.netvscd.journal.vocabulary;

/** What the owner of a virtual function is told. The generation counts the appearances of a function under one key. */
public sealed interface VfInput extends Input {
    long generation();

    /** The watcher sees a netdev that belongs to this NIC. */
    record VfAppeared(long generation, Netdev netdev, long takeoverDelayMs) implements VfInput {
    }

    /** The watcher sees a change of it (flags, name, MTU, address). */
    record VfChanged(long generation, Netdev netdev) implements VfInput {
        @Override
        public boolean callsForSafety() {
            return !netdev.carrier();
        }
    }

    /** It is about to stop, while it still carries traffic. */
    record VfGoingDown(long generation) implements VfInput {
        @Override
        public boolean callsForSafety() {
            return true;
        }
    }

    /** Its netdev or its PCI function is gone. */
    record VfVanished(long generation) implements VfInput {
        @Override
        public boolean callsForSafety() {
            return true;
        }
    }

    /** A service reset. */
    record VfService(long generation, ServiceState state) implements VfInput {
        @Override
        public boolean callsForSafety() {
            return state != ServiceState.RECOVERED;
        }
    }

    /** Someone put an address on it or took it off. */
    record VfAddress(long generation, String address, boolean present) implements VfInput {
    }

    /**
     * Someone uses it for himself, or no longer.
     *
     * @param what {@code route 10.0.0.0/8}, {@code filter flower pref 5 at ingress}, {@code qdisc tbf}
     */
    record VfUsed(long generation, String what, boolean present) implements VfInput {
    }

    /** The master takes it as its slave, to follow these settings. */
    record VfJoin(long generation, VfSettings settings) implements VfInput {
    }

    /** The master's settings changed. */
    record VfFollow(long generation, VfSettings settings) implements VfInput {
    }

    /** The data path is the VF's. */
    record VfActivated(long generation) implements VfInput {
    }

    /** The data path is the VF's no longer; a departing VF may go now. */
    record VfReleased(long generation) implements VfInput {
    }

    /** The master lets it go for good (stop, a wrong match): isolation is undone and it becomes an ordinary netdev. */
    record VfDismissed(long generation) implements VfInput {
    }

    /** The kernel's answer to an ordered change of the netdev. */
    record VfNetdevResult(long generation, NetdevSetting setting, int errno) implements VfInput {
    }
}
