package io.netvscd.replay.whatif;

import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What makes an input the same in two runs: an answer is the same as another to the same question, whatever it says; everything else is
 * the same where it is equal.
 *
 * @param what the question, or the input itself
 */
public record Likeness(OwnerId to, Object what) {
    private static final int RNDIS_ANSWER = 0x8000_0000;
    private static final int REQUEST_ID_OFFSET = 8;

    private record Completion(long incarnation, long transactionId) {
    }

    private record RndisAnswer(long incarnation, int requestId) {
    }

    private record Setting(Object setting, long generation) {
    }

    private record Offer(long incarnation) {
    }

    private record FallBack(String vf, long generation) {
    }

    private enum Once {
        DUMP
    }

    static Likeness of(OwnerId to, Input input) {
        return new Likeness(to, question(input));
    }

    private static Object question(Input input) {
        if (input instanceof MasterInput.DatapathApplied applied) {
            return applied.order();
        } else if (input instanceof MasterInput.DatapathFellBack fell) {
            return new FallBack(fell.vf(), fell.generation());
        } else if (input instanceof ChannelInput.HostCompletion completion) {
            return new Completion(completion.incarnation(), completion.transactionId());
        } else if (input instanceof ChannelInput.HostRndis rndis && isAnswer(rndis.message())) {
            return new RndisAnswer(rndis.incarnation(), word(rndis.message(), REQUEST_ID_OFFSET));
        } else if (input instanceof ChannelInput.ChannelOffered offered) {
            return new Offer(offered.incarnation());
        } else if (input instanceof VfInput.VfNetdevResult result) {
            return new Setting(result.setting(), result.generation());
        }
        return input instanceof WatcherInput.NetdevDump ? Once.DUMP : input;
    }

    /** Whether an RNDIS message answers a request. */
    public static boolean isAnswer(Bytes message) {
        return message.length() >= REQUEST_ID_OFFSET + Integer.BYTES && (word(message, 0) & RNDIS_ANSWER) != 0;
    }

    private static int word(Bytes message, int offset) {
        return ByteBuffer.wrap(message.toArray()).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
    }
}
