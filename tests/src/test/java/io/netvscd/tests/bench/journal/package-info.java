/**
 * What the journal costs, beside Akka's own LevelDB plugin and beside a plain file: run by {@code tests/journal-bench}, never by the build.
 * Every measurement is a process of its own, and those of one round follow one another.
 */
package io.netvscd.tests.bench.journal;
