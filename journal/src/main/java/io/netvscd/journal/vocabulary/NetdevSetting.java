package io.netvscd.journal.vocabulary;

/** The parts of a netdev that are set over rtnetlink. */
public enum NetdevSetting {
    /** Slave relation visible to tools, no IPv6 autoconfiguration, no second delivery to the host's stack. */
    ISOLATION,
    MTU,
    MAC,
    PROMISCUOUS,
    ADMIN
}
