package io.netvscd.datapath.vmbus;

/** What a channel's owner has its port do. */
public sealed interface ChannelOrder {
    /** Sends an in-band packet; {@link ChannelListener#ringFull} if it does not fit. Ids are below {@code 1 << 32}. */
    record SendMessage(long transactionId, boolean completionRequested, byte[] payload) implements ChannelOrder {
    }

    /** Completes a packet of the host; kept and retried while the ring is full. */
    record SendCompletion(long transactionId, byte[] payload) implements ChannelOrder {
    }

    /**
     * Sends an RNDIS control message through a section of the send buffer; {@link ChannelListener#ringFull} when the
     * ring is full, no section is free or the message is longer than a section. Ids are below {@code 1 << 32}.
     */
    record SendRndis(long transactionId, byte[] message) implements ChannelOrder {
    }

    /** The handshake is done: data may flow, within these limits. */
    record Configure(PortLimits limits) implements ChannelOrder {
    }

    /** Opens as many sub-channels as the host has granted, each as it is offered. */
    record OpenSubchannels(int count) implements ChannelOrder {
    }

    /** Spreads frames: a flow's hash names one of the entries, and the entry a channel, counted from the primary, 0. */
    record Spread(int[] table) implements ChannelOrder {
        public Spread {
            table = table.clone();
        }

        /** A table with an octet for each entry. */
        public static Spread of(byte[] channels) {
            int[] table = new int[channels.length];
            for (int i = 0; i < table.length; i++) {
                table[i] = channels[i] & 0xff;
            }
            return new Spread(table);
        }
    }

    /** Closes the port and its device, once the frames it has lent are back. */
    record Close() implements ChannelOrder {
    }
}
