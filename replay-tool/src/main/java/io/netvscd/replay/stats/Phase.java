package io.netvscd.replay.stats;

/** A part of a switch whose length is measured. */
public enum Phase {
    /** From the moment a VF was taken to the moment it was ready to carry. */
    VF_READY("a VF that is taken becomes ready"),
    /** From the question to the host to its answer, toward the VF. */
    HOST_TO_VF("the host moves to the VF"),
    /** From the order to the datapath to the first frame that could leave on the VF. */
    DATAPATH_TO_VF("the datapath moves to the VF"),
    /** From the question to the host to the datapath on the VF. */
    WHOLE_TO_VF("the whole way to the VF"),
    /** From the order to the datapath to the last frame that could leave on the VF. */
    DATAPATH_TO_SYNTHETIC("the datapath leaves the VF"),
    /** From the question to the host to its answer, toward synthetic. */
    HOST_TO_SYNTHETIC("the host moves to synthetic");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** In plain words, the lower-case middle of a sentence. */
    public String words() {
        return words;
    }
}
