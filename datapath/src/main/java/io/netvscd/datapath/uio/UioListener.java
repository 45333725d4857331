package io.netvscd.datapath.uio;

/** Hears how a device in use comes to its end; called on the thread that uses it, once each. */
public interface UioListener {
    /** The host has taken the channel back. The device must be closed; its memory is to be left alone. */
    void rescinded();

    /** The device is closed: nothing of it is mapped any more, and it can be opened again. */
    void closed();
}
