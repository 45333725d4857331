package io.netvscd.journal.vocabulary;

/** The steps of opening a netvsc channel, in the order of hv_netvsc. */
public enum HandshakeStep {
    /** NVSP 1: one version, from the newest downwards. */
    VERSION,
    /** NVSP 101: the receive buffer. */
    RECEIVE_BUFFER,
    /** NVSP 104: the send buffer. */
    SEND_BUFFER,
    /** RNDIS INITIALIZE. */
    RNDIS_INITIALIZE,
    /** OID 802_3_PERMANENT_ADDRESS. */
    QUERY_MAC,
    /** OID GEN_MEDIA_CONNECT_STATUS. */
    QUERY_LINK,
    /** OID GEN_CURRENT_PACKET_FILTER, set. */
    PACKET_FILTER
}
