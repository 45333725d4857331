package io.netvscd.tests.bench.datapath;

import io.netvscd.datapath.linux.Libc;
import io.netvscd.tests.lab.DaemonProcess;
import java.io.IOException;

/** What may happen to a VF that carries. */
enum Incident {
    /** The host takes it back and gives it again: two planned switches. */
    PLANNED {
        @Override
        void happen(Bed bed, DaemonProcess daemon) throws Exception {
            int serial = bed.guest().call(() -> Libc.ifindex(bed.device(Bed.VF)));
            host(bed, daemon, "false", serial);
            daemon.awaitPath("synthetic");
            host(bed, daemon, "true", serial);
        }
    },
    /** The other end of its wire is set down. */
    CARRIER {
        @Override
        void happen(Bed bed, DaemonProcess daemon) throws Exception {
            bed.peer().ip("link set " + Bed.PEER_DEVICE + " down");
        }

        @Override
        void mend(Bed bed) throws Exception {
            bed.peer().ip("link set " + Bed.PEER_DEVICE + " up");
        }
    },
    /** Somebody sets it down. */
    DOWN {
        @Override
        void happen(Bed bed, DaemonProcess daemon) throws Exception {
            bed.guest().ip("link set " + Bed.VF + " down");
        }

        @Override
        void mend(Bed bed) throws Exception {
            bed.guest().ip("link set " + Bed.VF + " up");
        }
    },
    /** Its netdev is deleted. */
    DELETED {
        @Override
        void happen(Bed bed, DaemonProcess daemon) throws Exception {
            bed.guest().ip("link del " + Bed.VF);
        }

        @Override
        void mend(Bed bed) throws Exception {
            bed.plugVf();
        }
    };

    /** Begins it; what follows from it takes its own time. */
    abstract void happen(Bed bed, DaemonProcess daemon) throws Exception;

    /** Makes the VF fit again. */
    void mend(Bed bed) throws Exception {
    }

    private static void host(Bed bed, DaemonProcess daemon, String allocated, int serial) throws IOException {
        DaemonProcess.Output answer = daemon.cli("host", bed.device(Bed.NIC), "vf-association", "allocated=" + allocated,
                "serial=" + serial);
        if (answer.exit() != 0) {
            throw new IOException(answer.err());
        }
    }
}
