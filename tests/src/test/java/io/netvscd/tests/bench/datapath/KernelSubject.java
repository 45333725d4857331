package io.netvscd.tests.bench.datapath;

/** What the kernel does alone: nothing between the ends but a veth pair, and a bridge on top of one end of it. */
record KernelSubject(String name, Bed bed) implements Subject {
    static Subject bare() throws Exception {
        Bed bed = Bed.create("bare");
        bed.wire(Bed.NIC, Bed.PEER_DEVICE);
        return ready(new KernelSubject("bare", bed));
    }

    /** The nearest that the kernel itself has to a master above a VF. */
    static Subject bridge() throws Exception {
        Bed bed = Bed.create("bridge");
        bed.wire(Bed.VF, Bed.PEER_DEVICE);
        bed.guest().ip("link add " + Bed.NIC + " address " + Bed.NIC_MAC + " type bridge stp_state 0 forward_delay 0");
        bed.guest().ip("link set " + Bed.VF + " master " + Bed.NIC);
        return ready(new KernelSubject("bridge", bed));
    }

    private static Subject ready(KernelSubject subject) throws Exception {
        subject.bed.addressPeer(Bed.PEER_DEVICE);
        subject.bed.configureNic();
        return subject;
    }

    @Override
    public void close() throws Exception {
        bed.close();
    }
}
