package io.netvscd.journal.vocabulary;

/** The steps of opening a netvsc channel. Their order here is that of their invention, not that of the handshake. */
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
    PACKET_FILTER,
    /** OID GEN_MAXIMUM_FRAME_SIZE. */
    QUERY_FRAME_SIZE,
    /** OID TCP_OFFLOAD_HARDWARE_CAPABILITIES. */
    QUERY_OFFLOADS,
    /** OID TCP_OFFLOAD_PARAMETERS, set. */
    SET_OFFLOADS,
    /** OID GEN_LINK_SPEED. */
    QUERY_SPEED,
    /** OID GEN_RECEIVE_SCALE_CAPABILITIES. */
    QUERY_SCALING
}
