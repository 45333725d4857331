package io.netvscd.datapath.uio;

import java.io.IOException;

/** No Hyper-V network device is what was asked for; the message says which ones there are. */
public final class NetvscNotFound extends IOException {
    private static final long serialVersionUID = 1;

    public NetvscNotFound(String message) {
        super(message);
    }
}
