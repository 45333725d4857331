/**
 * Scenarios drawn from seeds: played against every invariant, their journals replayed, and cut down to what matters
 * where one is broken.
 */
package io.netvscd.replay.seeds;
