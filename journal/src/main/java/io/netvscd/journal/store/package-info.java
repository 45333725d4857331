/**
 * The journal on disk: LevelDB with paranoid checks, one writer with group commit, a hash chain over all records, and a store that
 * goes on without its disk. No Akka here, so that tools write and read the same bytes.
 */
package io.netvscd.journal.store;
