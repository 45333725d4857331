package io.netvscd.datapath.host;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.rndis.ScaleParameters;
import io.netvscd.datapath.vmbus.FlowHash;

/**
 * On which channel each frame of a burst goes to the guest, and which hash goes with it: as the guest asked for, or by
 * this host's own hash, which is told to nobody.
 */
final class FrameSpread {
    private ScaleParameters parameters = ScaleParameters.OFF;
    private ToeplitzHash toeplitz;
    private int[] table = {};
    private int[] channels = {};
    private int[] hashes = {};
    private int[] types = {};

    /** Looks at the frames {@code from ..} of a burst; allocates only when the guest has asked for another spread. */
    void look(Burst frames, int from, ScaleParameters wanted, int channelCount) {
        if (wanted != parameters) {
            follow(wanted);
        }
        if (channels.length < frames.capacity()) {
            channels = new int[frames.capacity()];
            hashes = new int[frames.capacity()];
            types = new int[frames.capacity()];
        }
        for (int i = from; i < frames.size; i++) {
            look(i, frames.address[i], frames.length[i], channelCount);
        }
    }

    private void follow(ScaleParameters wanted) {
        parameters = wanted;
        toeplitz = wanted.spreads() ? new ToeplitzHash(wanted.key(), wanted.hashInformation()) : null;
        table = wanted.table().stream().mapToInt(Integer::intValue).toArray();
    }

    private void look(int index, long frame, int frameBytes, int channelCount) {
        if (toeplitz == null) {
            types[index] = 0;
            channels[index] = channelCount == 1 ? 0 : FlowHash.of(frame, frameBytes) % channelCount;
            return;
        }
        hashes[index] = toeplitz.of(frame, frameBytes);
        types[index] = toeplitz.type();
        int entry = table[Integer.remainderUnsigned(hashes[index], table.length)];
        channels[index] = types[index] == 0 ? 0 : Integer.remainderUnsigned(entry, channelCount);
    }

    /** The channel of a frame, counted from the primary one, 0. */
    int channel(int index) {
        return channels[index];
    }

    int hash(int index) {
        return hashes[index];
    }

    /** What the hash is, for the guest: the function and the type of frame; 0 where there is none. */
    int hashInformation(int index) {
        return types[index] == 0 ? 0 : ScaleParameters.TOEPLITZ | types[index];
    }
}
