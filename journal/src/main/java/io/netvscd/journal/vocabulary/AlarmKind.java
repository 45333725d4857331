package io.netvscd.journal.vocabulary;

/** What slows a NIC down without anybody's being told. */
public enum AlarmKind {
    /** Its VF is there, and frames leave on the synthetic path. */
    FALLBACK,
    /** Its VF is on the PCI bus, and no driver has made a network device of it. */
    NO_DRIVER,
    /** It had a VF, which has not come back. */
    NO_VF
}
