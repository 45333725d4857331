package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.MacAddress;

/** What the edge must now do. An action is carried out once, in the order decided, and its outcome comes back as an input. */
public sealed interface Action {
    /**
     * Whether it may run before the record that orders it is safe on disk. Only a move to safety may: the fall back to the
     * synthetic path never waits for a disk.
     */
    default boolean urgent() {
        return false;
    }

    /** Tells another owner. */
    record Tell(OwnerId to, Input message) implements Action {
        @Override
        public boolean urgent() {
            return message.callsForSafety();
        }
    }

    record StartTimer(TimerName timer, long generation, long delayMs) implements Action {
    }

    record CancelTimer(TimerName timer) implements Action {
    }

    /** Orders the datapath; answered by {@link MasterInput.DatapathApplied}. */
    record OrderDatapath(DatapathOrder order, boolean urgent) implements Action {
    }

    /** Writes an in-band packet to the channel; {@link ChannelInput.RingFull} if it does not fit. */
    record SendMessage(long incarnation, long transactionId, boolean completionRequested, Bytes payload)
            implements Action {
        /** Telling the host of the way back to synthetic is a move to safety, too. */
        @Override
        public boolean urgent() {
            return WayBack.isAskedBy(payload);
        }
    }

    /** Completes a packet of the host; kept and retried by the port while the ring is full. */
    record SendCompletion(long incarnation, long transactionId, Bytes payload) implements Action {
    }

    /** Sends an RNDIS control message; {@link ChannelInput.RingFull} if it does not fit. */
    record SendRndis(long incarnation, long transactionId, Bytes message) implements Action {
    }

    /** The handshake is done: the port may carry data, with these limits. */
    record ConfigureChannel(long incarnation, ChannelLimits limits) implements Action {
    }

    /** Closes the channel as the guest; with {@code reopen} the edge maps a new incarnation and offers it. */
    record CloseChannel(long incarnation, boolean reopen) implements Action {
    }

    /** Opens a NIC's channel or netdev for the first time; answered by an offer when the host makes one. */
    record AwaitOffer() implements Action {
    }

    /** Asks the kernel for every netdev; answered by {@link WatcherInput.NetdevDump}. */
    record RequestDump() implements Action {
    }

    /** Sets one thing of a VF's netdev; answered by {@link VfInput.VfNetdevResult}. The value's meaning depends on the setting. */
    record SetNetdev(int ifindex, long generation, NetdevSetting setting, long value) implements Action {
    }

    /** The guest has let go of a departing netdev. */
    record LetGo(int ifindex, long generation) implements Action {
    }

    /** Sets the master's own carrier as the system sees it. */
    record SetMasterCarrier(boolean up) implements Action {
    }

    /** Sets the MTU of the master as the system sees it, unless the system has set another than {@code from} meanwhile. */
    record SetMasterMtu(int from, int to) implements Action {
    }

    /** Sets the address of the master as the system sees it, unless the system has set another than {@code from} meanwhile. */
    record SetMasterMac(MacAddress from, MacAddress to) implements Action {
    }

    /** Opens as many sub-channels as were granted, each when the host offers it. */
    record OpenSubchannels(long incarnation, int count) implements Action {
    }

    /** Spreads the frames that are sent: one octet for each of 16 hash buckets, the number of a channel. */
    record SpreadTransmit(long incarnation, Bytes table) implements Action {
    }
}
