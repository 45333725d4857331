package io.netvscd.actors.owner;

import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.vocabulary.OwnerId;
import java.time.Duration;

/**
 * What makes an owner.
 *
 * @param journalPluginId the configuration path of the Akka Persistence journal, empty for the system's default
 * @param patience        how long a turn's actions wait for a journal that neither writes nor fails
 * @param maxUnwritten    turns kept in memory while the journal takes none
 */
public record OwnerSetup<S>(
        OwnerId owner,
        Machine<S> machine,
        Ticker ticker,
        ActionRunner runner,
        OwnerObserver observer,
        String journalPluginId,
        Duration patience,
        int maxUnwritten) {
    /**
     * After this, the network goes on without the journal: far above any healthy fsync, below a host's own deadlines.
     */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);
    /** Until an owner whose shell failed works again; longer where it fails over and over. */
    public static final Duration RESTART_PAUSE = Duration.ofMillis(100);
    /** About 10 MB of records. */
    public static final int DEFAULT_MAX_UNWRITTEN = 10_000;

    /** An owner with the usual bounds. */
    public static <S> OwnerSetup<S> of(
            OwnerId owner,
            Machine<S> machine,
            Ticker ticker,
            ActionRunner runner,
            OwnerObserver observer,
            String journalPluginId) {
        return new OwnerSetup<>(
                owner, machine, ticker, runner, observer, journalPluginId, DEFAULT_PATIENCE, DEFAULT_MAX_UNWRITTEN);
    }
}
