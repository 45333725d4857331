package io.netvscd.actors.edge;

import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.linux.DatapathLoop;

/** The host in this process. */
record EmbeddedChannelHost(EmbeddedHost host, DatapathLoop loop) implements ChannelHost {
    @Override
    public void offer() {
        command(new HostCommand.Offer());
    }

    @Override
    public void reopen() {
        command(new HostCommand.Reopen());
    }

    private void command(HostCommand command) {
        host.submit(command);
        loop.wakeup();
    }
}
