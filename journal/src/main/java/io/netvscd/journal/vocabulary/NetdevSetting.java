package io.netvscd.journal.vocabulary;

/** The parts of a netdev that are set over rtnetlink. */
public enum NetdevSetting {
    /** Slave relation visible to tools, no IPv6 autoconfiguration, no second delivery to the host's stack. */
    ISOLATION,
    MTU,
    MAC,
    PROMISCUOUS,
    ADMIN,
    /** Slave of a bond of its own that does nothing, where the kernel has bonds: tools see a master and the flag of a slave. */
    PARKED
}
