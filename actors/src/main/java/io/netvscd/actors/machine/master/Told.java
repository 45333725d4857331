package io.netvscd.actors.machine.master;

/** What the channel and the datapath were told last. */
record Told(boolean receiveOpen, boolean receivePromiscuous, boolean masterOpen) {
    static final Told NOTHING = new Told(false, false, false);

    Told receiveMode(boolean open, boolean promiscuous) {
        return new Told(open, promiscuous, masterOpen);
    }

    Told master(boolean open) {
        return new Told(receiveOpen, receivePromiscuous, open);
    }
}
