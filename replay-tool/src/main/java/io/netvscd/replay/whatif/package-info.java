/**
 * What would have been: history run again from what came from outside alone, with one thing changed. {@link Lesson} learns from a record
 * what the outside did and how long answers took; {@link Rerun} lets it happen again.
 */
package io.netvscd.replay.whatif;
