package io.netvscd.journal.format;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stretch of the journal has of one owner.
 *
 * @param first sequence number there
 * @param last  sequence number there; numbers between may be missing where a gap accounts for them
 */
public record OwnerRun(String persistenceId, long first, long last) {
    /** Both together; {@code next} follows. */
    OwnerRun with(OwnerRun next) {
        return new OwnerRun(persistenceId, Math.min(first, next.first), Math.max(last, next.last));
    }

    static void write(Output output, List<OwnerRun> runs) {
        Sealed.number(output, runs.size());
        for (OwnerRun run : runs) {
            Sealed.text(output, run.persistenceId);
            Sealed.number(output, run.first);
            Sealed.number(output, run.last - run.first);
        }
    }

    static List<OwnerRun> read(Input input) {
        List<OwnerRun> runs = new ArrayList<>();
        for (long left = Sealed.number(input); left > 0; left--) {
            String id = input.readString();
            long first = Sealed.number(input);
            runs.add(new OwnerRun(id, first, first + Sealed.number(input)));
        }
        return runs;
    }
}
