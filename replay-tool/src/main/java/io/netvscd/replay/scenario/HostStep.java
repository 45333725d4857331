package io.netvscd.replay.scenario;

import io.netvscd.journal.vocabulary.Bytes;

/**
 * The host does something.
 *
 * @param allocated of a VF association
 * @param serial    of a VF association
 * @param linkUp    of {@code link}
 * @param version   of {@code limit-version}: the newest NVSP version that the host accepts, {@code 5.0}
 * @param payload   of {@code raw}: one in-band payload; of {@code refuse-oid}: the OID, most significant octet first
 * @param mtu       of {@code limit-mtu}: the largest that the host carries
 */
public record HostStep(
        Verb verb, boolean allocated, int serial, boolean linkUp, String version, Bytes payload, int mtu)
        implements Step {
    /** All but the MTU, which one verb alone has. */
    public HostStep(Verb verb, boolean allocated, int serial, boolean linkUp, String version, Bytes payload) {
        this(verb, allocated, serial, linkUp, version, payload, 0);
    }

    /** What the host can do. */
    public enum Verb {
        OFFER,
        RESCIND,
        VF_ASSOCIATION,
        FORCE_SYNTHETIC,
        LINK,
        NETWORK_CHANGE,
        HOLD_COMPLETIONS,
        RELEASE_COMPLETIONS,
        DROP_COMPLETION,
        FAIL_SWITCH,
        LIMIT_VERSION,
        REFUSE_OID,
        LIMIT_MTU,
        STALL,
        RESUME,
        SILENT,
        TALK,
        RAW
    }

    @Override
    public String words() {
        return "host = " + Step.word(verb);
    }
}
