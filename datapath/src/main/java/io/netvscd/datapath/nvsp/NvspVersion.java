package io.netvscd.datapath.nvsp;

import java.util.List;
import java.util.Optional;

/** The versions of NVSP, oldest first. The text is what users see and write: {@code 6.1}. */
public enum NvspVersion {
    /** The first. */
    V1(0x0000_0002, "1.0"),
    /** Adds SEND_NDIS_CONFIG. */
    V2(0x0003_0002, "2.0"),
    /** Adds SEND_VF_ASSOCIATION and SWITCH_DATA_PATH. */
    V4(0x0004_0000, "4.0"),
    /** Adds sub-channels and the SR-IOV and teaming capabilities. */
    V5(0x0005_0000, "5.0"),
    /** Adds PacketDirect messages, which a netvsc does not use. */
    V6(0x0006_0000, "6.0"),
    /** Messages grow from 28 to 40 octets. */
    V6_1(0x0006_0001, "6.1");

    /** Octets of a message up to version 6.0. */
    public static final int LEGACY_MESSAGE_BYTES = 28;
    /** Octets of a message from version 6.1. */
    public static final int MESSAGE_BYTES = 40;

    private static final List<NvspVersion> ALL = List.of(values());

    private final int code;
    private final String text;

    NvspVersion(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The number in NVSP INIT: {@code major << 16 | minor}, except for the first two. */
    public int code() {
        return code;
    }

    /** {@code 6.1}. */
    public String text() {
        return text;
    }

    /** Whether this one is {@code other} or newer. */
    public boolean atLeast(NvspVersion other) {
        return compareTo(other) >= 0;
    }

    /** Octets of a message whose fields take less. */
    public int messageBytes() {
        return this == V6_1 ? MESSAGE_BYTES : LEGACY_MESSAGE_BYTES;
    }

    /** The next older version, which a guest asks for when the host refused this one. */
    public Optional<NvspVersion> older() {
        return ordinal() == 0 ? Optional.empty() : Optional.of(ALL.get(ordinal() - 1));
    }

    /** The newest. */
    public static NvspVersion newest() {
        return ALL.get(ALL.size() - 1);
    }

    /** The version with this number in NVSP INIT, if there is one. */
    public static Optional<NvspVersion> ofCode(int code) {
        return ALL.stream().filter(version -> version.code == code).findFirst();
    }

    /** Reads {@code 6.1}; throws IllegalArgumentException that lists what is known. */
    public static NvspVersion parse(String text) {
        return ALL.stream().filter(version -> version.text.equals(text)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("not an NVSP version (1.0, 2.0, 4.0, 5.0, 6.0, 6.1): " + text));
    }
}
