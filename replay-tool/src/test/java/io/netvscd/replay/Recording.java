package io.netvscd.replay;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.blackbox.BlackBox;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.DatapathListener;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.MemoryPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A frozen black box of eth0 that saw frames leave on the synthetic path. */
public final class Recording {
    /** How many it saw. */
    public static final int FRAMES = 3;

    private static final int FRAME_BYTES = 200;
    private static final int SLOTS = 16;
    private static final long UNKNOWN_EPOCH = 0;

    private Recording() {
    }

    /** Makes one; its folder must be there. */
    public static void freeze(Path file, long tick) throws IOException {
        Path live = file.resolveSibling("live");
        MemoryPort.Pair master = MemoryPort.pair("master", 1 << 14);
        MemoryPort.Pair synthetic = MemoryPort.pair("synthetic", 1 << 14);
        try (BlackBox box = BlackBox.create(live, "eth0", UNKNOWN_EPOCH, SLOTS, () -> tick)) {
            NetvscDatapath datapath = new NetvscDatapath(master.near(), new Deaf(), false, MacAddress.ZERO, box);
            datapath.submit(new ControlWord.AttachSynthetic(synthetic.near()));
            datapath.submit(new ControlWord.SetMaster(true));
            datapath.poll(0);
            for (int i = 0; i < FRAMES; i++) {
                master.far().send(new byte[FRAME_BYTES]);
            }
            datapath.poll(0);
            box.freeze(file);
        }
        Files.delete(live);
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
