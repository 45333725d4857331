/**
 * One self-contained HTML file of a journal: what happened in plain words, a timeline, the chain of causes, and every transition.
 * Whatever comes from the journal is escaped; the page may load nothing and runs one script, which it names by its hash.
 */
package io.netvscd.replay.report;
