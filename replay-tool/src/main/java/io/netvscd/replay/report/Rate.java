package io.netvscd.replay.report;

/**
 * Frames in either direction between two checkpoints.
 *
 * @param vfPerSecond        over the VF
 * @param syntheticPerSecond over the synthetic path
 */
record Rate(long fromNs, long toNs, double vfPerSecond, double syntheticPerSecond) {
    double perSecond() {
        return vfPerSecond + syntheticPerSecond;
    }
}
