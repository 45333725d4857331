package io.netvscd.actors.edge;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Pollable;
import io.netvscd.datapath.port.Port;
import org.agrona.UnsafeApi;

/** The machine at the far end of the host's uplink: sends every frame back to whoever sent it. */
public final class EchoPeer implements Pollable {
    private final Port uplink;
    private final Burst burst = new Burst(64);
    private int next;

    public EchoPeer(Port uplink) {
        this.uplink = uplink;
    }

    @Override
    public int poll(long nowNs) {
        if (next == burst.size) {
            next = 0;
            if (uplink.receive(burst) == 0) {
                return 0;
            }
            for (int i = 0; i < burst.size; i++) {
                swapAddresses(burst.address[i]);
            }
        }
        int taken = uplink.send(burst, next);
        next += taken;
        if (next == burst.size) {
            uplink.release(burst);
        }
        return taken;
    }

    private static void swapAddresses(long frame) {
        for (int i = 0; i < MacAddress.BYTES; i++) {
            byte to = UnsafeApi.getByte(frame + i);
            UnsafeApi.putByte(frame + i, UnsafeApi.getByte(frame + MacAddress.BYTES + i));
            UnsafeApi.putByte(frame + MacAddress.BYTES + i, to);
        }
    }
}
