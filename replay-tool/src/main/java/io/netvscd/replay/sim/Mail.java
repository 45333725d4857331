package io.netvscd.replay.sim;

import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What owners have been told and not handled yet. Each handles its own in order; who goes first, the schedule says. */
final class Mail {
    /** An input on its way. */
    record Delivery(OwnerId to, Input input) {
    }

    private final Schedule schedule;
    private final List<Delivery> waiting = new ArrayList<>();

    Mail(Schedule schedule) {
        this.schedule = schedule;
    }

    void add(OwnerId to, Input input) {
        waiting.add(new Delivery(to, input));
    }

    /** The next input to be handled, null where none waits for anybody but these, who handle nothing now. */
    Delivery take(Set<OwnerId> recovering) {
        List<Delivery> ready = recovering.isEmpty() ? waiting
                : waiting.stream().filter(delivery -> !recovering.contains(delivery.to)).toList();
        if (ready.isEmpty()) {
            return null;
        }
        OwnerId owner = ready.get(schedule.next(ready.size())).to;
        int first = 0;
        while (!waiting.get(first).to.equals(owner)) {
            first++;
        }
        return waiting.remove(first);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
    }
}
