package io.netvscd.actors.daemon;

import akka.actor.typed.RecipientRef;
import io.netvscd.actors.edge.Post;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;

/** The way to the device manager for edges, which are made before it is. */
final class PostOffice implements Post {
    private volatile RecipientRef<DeviceManager.Command> manager;

    void open(RecipientRef<DeviceManager.Command> to) {
        manager = to;
    }

    @Override
    public void tell(OwnerId to, Input input) {
        RecipientRef<DeviceManager.Command> open = manager;
        if (open != null) {
            open.tell(new DeviceManager.Deliver(to, input));
        }
    }
}
