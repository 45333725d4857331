package io.netvscd.replay.seeds;

import io.netvscd.replay.sim.Fittings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Plays all seeds of a range, one run a thread at a time, and folds the failing ones by what failed. The threads share
 * nothing but the number of the next seeds, and what it comes to does not depend on how many there are.
 */
public final class Campaign {
    /** Seeds that a thread takes at once. */
    private static final int CHUNK = 50;
    /** Of the seeds that fail alike, as many are named. */
    private static final int NAMED_MAX = 5;

    /**
     * What it came to.
     *
     * @param findings the kinds of failures, by the first seed that failed so
     */
    public record Result(Totals totals, List<Finding> findings) {
    }

    private record Failing(long seed, Failure failure) {
    }

    private record Share(Totals totals, List<Failing> failing) {
    }

    private final Supplier<Fittings> fittings;
    private final boolean cutDown;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong played = new AtomicLong();

    /**
     * Prepares a campaign.
     *
     * @param fittings gives each thread fittings of its own
     * @param cutDown  leave out of a failing scenario what does not matter
     */
    public Campaign(Supplier<Fittings> fittings, boolean cutDown) {
        this.fittings = fittings;
        this.cutDown = cutDown;
    }

    /**
     * Plays the seeds from {@code first} to {@code last}.
     *
     * @param progress hears how many have been played, from any thread
     */
    public Result run(long first, long last, int threads, LongConsumer progress) {
        next.set(first);
        List<Share> shares = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Share>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> share(last, progress)));
            }
            for (Future<Share> future : futures) {
                shares.add(future.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the simulation was interrupted", e);
        } finally {
            pool.shutdownNow();
        }
        return result(shares);
    }

    /** The kind of failure that a seed ends in with these fittings, empty where every invariant holds. */
    public static String failureOf(long seed, Fittings fittings) {
        Failure failure = SeedRun.of(DrawnScenario.of(seed).scenario(), fittings).failure();
        return failure == null ? "" : failure.kind();
    }

    private Share share(long last, LongConsumer progress) {
        Fittings own = fittings.get();
        Totals totals = Totals.NONE;
        List<Failing> failing = new ArrayList<>();
        for (long from = next.getAndAdd(CHUNK); from <= last; from = next.getAndAdd(CHUNK)) {
            for (long seed = from; seed <= Math.min(last, from + CHUNK - 1); seed++) {
                SeedRun.Outcome outcome = SeedRun.of(DrawnScenario.of(seed).scenario(), own);
                totals = totals.plus(outcome.totals());
                if (outcome.failure() != null) {
                    failing.add(new Failing(seed, outcome.failure()));
                }
            }
            progress.accept(played.addAndGet(Math.min(last - from + 1, CHUNK)));
        }
        return new Share(totals, failing);
    }

    private Result result(List<Share> shares) {
        Totals totals = Totals.NONE;
        SortedMap<Long, Failure> bySeed = new TreeMap<>();
        for (Share share : shares) {
            totals = totals.plus(share.totals);
            share.failing.forEach(failing -> bySeed.put(failing.seed, failing.failure));
        }
        SortedMap<String, List<Long>> byKind = new TreeMap<>();
        bySeed.forEach((seed, failure) ->
                byKind.computeIfAbsent(failure.kind(), kind -> new ArrayList<>()).add(seed));
        List<Finding> findings = new ArrayList<>();
        byKind.forEach((kind, seeds) -> findings.add(finding(kind, seeds, bySeed.get(seeds.get(0)).what())));
        findings.sort((one, other) -> Long.compare(one.seeds().get(0), other.seeds().get(0)));
        return new Result(totals, findings);
    }

    private Finding finding(String kind, List<Long> seeds, String what) {
        Fittings own = fittings.get();
        DrawnScenario drawn = DrawnScenario.of(seeds.get(0));
        SeedRun.Outcome outcome = SeedRun.of(drawn.scenario(), own);
        return new Finding(kind, what, List.copyOf(seeds.subList(0, Math.min(seeds.size(), NAMED_MAX))), seeds.size(),
                cutDown ? Minimiser.minimise(outcome.done(), kind, drawn.firstMending(), own) : outcome.done());
    }
}
