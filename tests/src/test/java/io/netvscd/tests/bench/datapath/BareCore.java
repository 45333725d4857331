package io.netvscd.tests.bench.datapath;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.DatapathListener;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.linux.DatapathLoop;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.PacketPort;
import io.netvscd.datapath.linux.PacketSettings;
import io.netvscd.datapath.linux.TapOffload;
import io.netvscd.datapath.linux.TapPort;
import io.netvscd.datapath.linux.TapSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code BareCore TAP MAC NETDEV}: the user lane without anything that remembers, to tell what remembering costs.
 *
 * <p>{@code BareCore TAP MAC NETDEV BOX FRAMES}: with a black box in that file in every other slice of so many frames; at its end it prints
 * a line for each pair of slices, ns a frame without and with the box.
 */
final class BareCore {
    static final String THREAD = "datapath";

    private BareCore() {
    }

    public static void main(String[] words) throws Exception {
        MacAddress mac = MacAddress.parse(words[1]);
        TapPort tap = TapPort.open(new TapSettings(words[0], mac, false, TapOffload.TCP_SEGMENTATION));
        NetvscDatapath datapath = new NetvscDatapath(tap, new Deaf(), true, mac, witness(words));
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

    private static FrameWitness witness(String[] words) throws IOException {
        if (words.length == 3) {
            return FrameWitness.NONE;
        }
        AlternatingBox box = AlternatingBox.of(Path.of(words[3]), Integer.parseInt(words[4]));
        Runtime.getRuntime().addShutdownHook(new Thread(() ->
                box.pairs().forEach(pair -> System.out.println(pair[0] + " " + pair[1]))));
        return box;
    }

    static final class Deaf implements DatapathListener {
        @Override
        public void applied(ControlWord word, boolean changed, Checkpoint checkpoint) {
        }

        @Override
        public void fellBack(String vf, long generation, Checkpoint checkpoint) {
        }
    }
}
