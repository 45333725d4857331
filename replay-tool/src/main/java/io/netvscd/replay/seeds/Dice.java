package io.netvscd.replay.seeds;

import java.util.List;
import java.util.Random;

/** Choices that follow from a seed, the same on every machine. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed * 0x9e3779b97f4a7c15L);
    }

    /** From 0 up to, not including, {@code bound}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code least} to {@code most}. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean flip() {
        return random.nextBoolean();
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    long one(long... values) {
        return values[random.nextInt(values.length)];
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
