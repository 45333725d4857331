package io.netvscd.tests.bench.datapath;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.DatapathListener;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.linux.DatapathLoop;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.PacketPort;
import io.netvscd.datapath.linux.PacketSettings;
import io.netvscd.datapath.linux.TapOffload;
import io.netvscd.datapath.linux.TapPort;
import io.netvscd.datapath.linux.TapSettings;

/** {@code BareCore TAP MAC NETDEV}: the user lane without anything that remembers, to tell what remembering costs. */
final class BareCore {
    static final String THREAD = "datapath";

    private BareCore() {
    }

    public static void main(String[] words) throws Exception {
        MacAddress mac = MacAddress.parse(words[1]);
        TapPort tap = TapPort.open(new TapSettings(words[0], mac, false, TapOffload.TCP_SEGMENTATION));
        NetvscDatapath datapath = new NetvscDatapath(tap, new Deaf(), true, mac);
        datapath.submit(new ControlWord.AttachVf(words[2], 1,
                PacketPort.open(PacketSettings.of(words[2], Libc.ifindex(words[2])))));
        datapath.submit(new ControlWord.UsePath(DataPath.VF, words[2], 1));
        datapath.submit(new ControlWord.SetMaster(true));
        DatapathLoop loop = new DatapathLoop(THREAD, DatapathLoop.DEFAULT_SPIN_NS, (pollable, fault) -> {
            throw fault;
        });
        loop.start().add(datapath);
        Thread.currentThread().join();
    }

    private static final class Deaf implements DatapathListener {
        @Override
        public void applied(ControlWord word, boolean changed, Checkpoint checkpoint) {
        }

        @Override
        public void fellBack(String vf, long generation, Checkpoint checkpoint) {
        }
    }
}
