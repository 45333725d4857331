package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Pollable;
import io.netvscd.datapath.port.Port;
import java.util.function.IntConsumer;
import org.agrona.UnsafeApi;

/** Two ports joined both ways, without judgement: what a datapath is when nothing goes wrong. */
final class Wire implements Pollable {
    private final Port left;
    private final Port right;
    private final Burst burst = new Burst(64);
    /** Frames longer than an Ethernet frame of 1500 octets of payload, by direction. */
    private volatile long largeToRight;
    private volatile long largeToLeft;
    private volatile long unfinishedChecksums;

    Wire(Port left, Port right) {
        this.left = left;
        this.right = right;
    }

    long largeToRight() {
        return largeToRight;
    }

    long largeToLeft() {
        return largeToLeft;
    }

    long unfinishedChecksums() {
        return unfinishedChecksums;
    }

    @Override
    public int poll(long nowNs) {
        int frames = left.receive(burst);
        largeToRight += inspect();
        right.send(burst, 0);
        left.release(burst);
        int back = right.receive(burst);
        largeToLeft += inspect();
        left.send(burst, 0);
        right.release(burst);
        return frames + back;
    }

    private int inspect() {
        int large = 0;
        int unfinished = 0;
        for (int i = 0; i < burst.size; i++) {
            large += burst.length[i] > 1514 ? 1 : 0;
            unfinished += UnsafeApi.getByte(burst.address[i] - Burst.VNET_HEADER) & 1;
        }
        unfinishedChecksums += unfinished;
        return large;
    }

    @Override
    public void descriptors(IntConsumer each) {
        each.accept(left.fileDescriptor());
        each.accept(right.fileDescriptor());
    }

    @Override
    public void acknowledgeErrors() {
        left.acknowledgeError();
        right.acknowledgeError();
    }
}
