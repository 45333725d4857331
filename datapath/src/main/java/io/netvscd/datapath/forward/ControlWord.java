package io.netvscd.datapath.forward;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.port.Port;

/**
 * An order to the forwarding core. It takes effect between two bursts, and the counters at that point are its checkpoint.
 * A word that names a VF of another key or generation than the one attached changes nothing, and is answered all the same.
 */
public sealed interface ControlWord {
    /** Joins the synthetic path (frames are received from it from now on); replaces an earlier one. */
    record AttachSynthetic(Port port) implements ControlWord {
    }

    /** Lets go of the synthetic path; its port is closed. */
    record DetachSynthetic() implements ControlWord {
    }

    /** Joins a VF: frames are received from it from now on, none are sent on it. Replaces an earlier one, which is closed. */
    record AttachVf(String vf, long generation, Port port) implements ControlWord {
    }

    /** Lets go of the VF, first leaving its path if that is in use; its port is closed. */
    record DetachVf(String vf, long generation) implements ControlWord {
    }

    /** Sends the master's frames out here from now on. {@code VF} needs an attached VF of this generation. */
    record UsePath(DataPath path, String vf, long generation) implements ControlWord {
    }

    /**
     * The VF's device is known to carry nothing (down, without carrier, gone): if it is in use, its path is left as if sending on
     * it had failed, which is told by {@link DatapathListener#fellBack}.
     */
    record VfFailed(String vf, long generation) implements ControlWord {
    }

    /** Opens or closes the master: closed, its frames are not read and nothing is delivered to it. */
    record SetMaster(boolean up) implements ControlWord {
    }

    /** Sends these complete Ethernet frames on the path in use (gratuitous ARP, unsolicited neighbour advertisement). */
    record Announce(byte[][] frames) implements ControlWord {
    }

    /** Brings all but the counters to how a fresh datapath is: closed, nothing attached, {@code SYNTHETIC} in use. */
    record Reset() implements ControlWord {
    }
}
