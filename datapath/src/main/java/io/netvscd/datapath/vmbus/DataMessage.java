package io.netvscd.datapath.vmbus;

import org.agrona.UnsafeApi;

/**
 * The two NVSP messages of the data path, written and read in place: 107 SEND_RNDIS_PKT (u32 channel type @4, u32
 * send-buffer section @8, u32 octets used in it @12) and its completion 108 (u32 status @4).
 */
public final class DataMessage {
    /** Octets of a 107 as a guest sends it, zero-filled; what every version of the protocol takes. */
    public static final int SEND_BYTES = 40;
    /** Octets of a 107 that mean something. */
    public static final int SEND_BYTES_MIN = 16;
    /** Octets of a 108. */
    public static final int COMPLETE_BYTES = 8;
    /** The section index that says: not in the send buffer. */
    public static final int NO_SECTION = -1;

    public static final int CHANNEL_DATA = 0;
    public static final int CHANNEL_CONTROL = 1;

    public static final int STATUS_SUCCESS = 1;
    public static final int STATUS_FAILURE = 2;

    private static final int SEND = 107;
    private static final int COMPLETE = 108;

    private DataMessage() {
    }

    /** Writes a 107 of {@link #SEND_BYTES} octets. */
    public static void putSend(long address, int channelType, int section, int sectionBytesUsed) {
        UnsafeApi.putInt(address, SEND);
        UnsafeApi.putInt(address + 4, channelType);
        UnsafeApi.putInt(address + 8, section);
        UnsafeApi.putInt(address + 12, sectionBytesUsed);
        UnsafeApi.putLong(address + 16, 0L);
        UnsafeApi.putLong(address + 24, 0L);
        UnsafeApi.putLong(address + 32, 0L);
    }

    /** Writes a 108 of {@link #COMPLETE_BYTES} octets. */
    public static void putComplete(long address, int status) {
        UnsafeApi.putInt(address, COMPLETE);
        UnsafeApi.putInt(address + 4, status);
    }

    /** Whether the packet's payload is a 107 on one of the two channels. */
    public static boolean isSend(Packet packet) {
        return packet.payloadBytes() >= SEND_BYTES_MIN && UnsafeApi.getInt(packet.payloadAddress()) == SEND
                && (channelType(packet) == CHANNEL_DATA || channelType(packet) == CHANNEL_CONTROL);
    }

    /** Whether the packet's payload is a 108. */
    public static boolean isComplete(Packet packet) {
        return packet.payloadBytes() >= COMPLETE_BYTES && UnsafeApi.getInt(packet.payloadAddress()) == COMPLETE;
    }

    /** Of a 107: data or control. */
    public static int channelType(Packet packet) {
        return UnsafeApi.getInt(packet.payloadAddress() + 4);
    }

    /** Of a 107: the section index, {@link #NO_SECTION} for none. */
    public static int section(Packet packet) {
        return UnsafeApi.getInt(packet.payloadAddress() + 8);
    }

    /** Of a 107: octets used in the section, unchecked. */
    public static int sectionBytesUsed(Packet packet) {
        return UnsafeApi.getInt(packet.payloadAddress() + 12);
    }

    /** Of a 108. */
    public static int status(Packet packet) {
        return UnsafeApi.getInt(packet.payloadAddress() + 4);
    }
}
