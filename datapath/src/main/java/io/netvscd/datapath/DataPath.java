package io.netvscd.datapath;

/** Where the master's frames go out. The codes are those of NVSP message 129, SWITCH_DATA_PATH. */
public enum DataPath {
    /** Through the VMBus channel (or the netdev that stands in for it). */
    SYNTHETIC(0),
    /** Through the SR-IOV virtual function. */
    VF(1);

    private final int wireCode;

    DataPath(int wireCode) {
        this.wireCode = wireCode;
    }

    /** The value of {@code active path} in NVSP 129. */
    public int wireCode() {
        return wireCode;
    }

    /** The word used in status, timelines and scenario files. */
    public String word() {
        return this == VF ? "vf" : "synthetic";
    }
}
