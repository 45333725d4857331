package io.netvscd.replay.sim;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;

/**
 * A network device of the guest: what the kernel would say of it, what happens when it is set, and a wire to the host
 * behind it. Frames pass while it is registered, up, connected and alive.
 */
final class SimulatedNetdev {
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    private static final int WIRE_BYTES = 1 << 20;
    /** Descriptors of a transmit ring. */
    private static final int TRANSMIT_RING_FRAMES = 512;

    private final int ifindex;
    private final MacAddress permanentMac;
    private final String pciAddress;
    private final String slot;
    private final MemoryPort.Pair wire;
    private final TalliedPort hostEnd;
    private String name;
    private MacAddress mac;
    private boolean link;
    private boolean up;
    private boolean promiscuous;
    private int mtu = 1500;
    private int masterIfindex;
    private boolean registered = true;
    private boolean dead;
    private boolean resetting;
    private boolean serviceUnclear;
    private boolean stalled;
    private boolean refusesNextMtu;
    private int openPorts;
    private long swallowed;
    private long framesFromGuest;
    private long framesToGuest;
    private long framesEntered;

    SimulatedNetdev(
            int ifindex,
            String name,
            MacAddress mac,
            boolean link,
            String pciAddress,
            String slot,
            WireMemory memory) {
        this.ifindex = ifindex;
        this.name = name;
        this.mac = mac;
        this.link = link;
        this.pciAddress = pciAddress;
        this.slot = slot;
        permanentMac = mac;
        wire = memory.room(WIRE_BYTES).wire(name);
        hostEnd = new TalliedPort(new HostEnd(), number -> { });
    }

    int ifindex() {
        return ifindex;
    }

    MacAddress permanentMac() {
        return permanentMac;
    }

    String pciAddress() {
        return pciAddress;
    }

    /** Whether it is in the slot that the host's serial number of a VF names. */
    boolean hasSerial(int serial) {
        return slot.equals(Integer.toUnsignedString(serial));
    }

    int mtu() {
        return mtu;
    }

    boolean registered() {
        return registered;
    }

    boolean carries() {
        return registered && up && link && !dead && !resetting;
    }

    /** The host's end of the wire. */
    TalliedPort hostEnd() {
        return hostEnd;
    }

    /** A port on the device, as the daemon opens one. */
    Port open() {
        openPorts++;
        return new GuestEnd();
    }

    /** Whether anybody has a port on it. */
    boolean isOpen() {
        return openPorts > 0;
    }

    /** Tagged frames on their way to the host. */
    long waitingForth() {
        return framesFromGuest - swallowed - hostEnd.received();
    }

    /** Tagged frames on their way to the guest. */
    long waitingBack() {
        return dead || !registered ? 0 : framesEntered + hostEnd.sent() - framesToGuest;
    }

    /**
     * A frame arrives on the device; false while there is no room for it. A dead device takes everything, to no avail.
     */
    boolean enter(byte[] frame) {
        boolean lost = dead || !registered;
        boolean room = lost || wire.far().send(frame);
        framesEntered += room && !lost ? 1 : 0;
        return room;
    }

    /** What rtnetlink says of it now. */
    Netdev netdev() {
        return new Netdev(ifindex, name, mac, permanentMac, up, up && link, mtu, "", pciAddress, slot, promiscuous,
                masterIfindex);
    }

    void rename(String to) {
        name = to;
    }

    void setUp(boolean nowUp) {
        up = nowUp;
    }

    void setLink(boolean nowUp) {
        link = nowUp;
    }

    void setMtu(int nowMtu) {
        mtu = nowMtu;
    }

    void refuseNextMtu() {
        refusesNextMtu = true;
    }

    void stall(boolean nowStalled) {
        stalled = nowStalled;
    }

    boolean resetting() {
        return resetting;
    }

    boolean dead() {
        return dead;
    }

    boolean stalled() {
        return stalled;
    }

    /** Whether the guest may believe in a service reset that is over, or not know of one that is not. */
    boolean serviceUnclear() {
        return serviceUnclear;
    }

    void serviceUnclear(boolean unclear) {
        serviceUnclear = unclear;
    }

    void reset(boolean nowResetting) {
        resetting = nowResetting;
    }

    /** Dead from now on; what was in its rings goes with it. */
    void kill() {
        dead = true;
        swallow();
    }

    void unregister() {
        registered = false;
        up = false;
        swallow();
    }

    /** Sets one thing as rtnetlink would; returns 0 or an errno. */
    int set(NetdevSetting setting, long value) {
        if (!registered) {
            return ENODEV;
        }
        switch (setting) {
            case ADMIN -> up = value != 0;
            case MTU -> {
                if (refusesNextMtu) {
                    refusesNextMtu = false;
                    return EINVAL;
                }
                mtu = (int) value;
            }
            case MAC -> mac = new MacAddress(value);
            case PROMISCUOUS -> promiscuous = value != 0;
            case ISOLATION, PARKED -> {
                // Seen by tools and by the host's stack; nothing of it shows in the device's own state.
            }
            default -> throw new IllegalArgumentException("unknown setting " + setting);
        }
        return 0;
    }

    private void swallow() {
        Burst burst = new Burst(64);
        while (wire.far().receive(burst) > 0) {
            for (int i = 0; i < burst.size; i++) {
                swallowed += TaggedFrames.number(burst, i) >= 0 ? 1 : 0;
            }
            wire.far().release(burst);
        }
    }

    /** What the daemon opens on the device; closing it leaves the device alone. */
    private final class GuestEnd implements Port {
        private boolean closed;

        @Override
        public String name() {
            return "packet " + name;
        }

        @Override
        public int receive(Burst burst) {
            burst.size = 0;
            int count = closed || !carries() ? 0 : wire.near().receive(burst);
            for (int i = 0; i < count; i++) {
                framesToGuest += TaggedFrames.number(burst, i) >= 0 ? 1 : 0;
            }
            return count;
        }

        @Override
        public void release(Burst burst) {
            wire.near().release(burst);
        }

        @Override
        public int send(Burst burst, int from) {
            if (health() == Health.FAILED) {
                return 0;
            }
            int taken = 0;
            Burst one = new Burst(1);
            for (int i = from; i < burst.size && !(stalled && waitingForth() >= TRANSMIT_RING_FRAMES); i++) {
                one.size = 0;
                one.add(burst.address[i], burst.length[i], 0);
                if (wire.near().send(one, 0) == 0) {
                    break;
                }
                framesFromGuest += TaggedFrames.number(burst, i) >= 0 ? 1 : 0;
                taken++;
            }
            return taken;
        }

        @Override
        public Health health() {
            return closed || !carries() ? Health.FAILED : Health.BUSY;
        }

        @Override
        public int fileDescriptor() {
            return -1;
        }

        @Override
        public void close() {
            openPorts -= closed ? 0 : 1;
            closed = true;
        }
    }

    /** The function as the host sees it. */
    private final class HostEnd implements Port {
        @Override
        public String name() {
            return "host end of " + name;
        }

        @Override
        public int receive(Burst burst) {
            burst.size = 0;
            return stalled || dead ? 0 : wire.far().receive(burst);
        }

        @Override
        public void release(Burst burst) {
            wire.far().release(burst);
        }

        @Override
        public int send(Burst burst, int from) {
            return dead || !registered ? 0 : wire.far().send(burst, from);
        }

        @Override
        public Health health() {
            return dead || !registered ? Health.FAILED : Health.BUSY;
        }

        @Override
        public int fileDescriptor() {
            return -1;
        }

        @Override
        public void close() {
            // The function is the guest's until it is unregistered.
        }
    }
}
