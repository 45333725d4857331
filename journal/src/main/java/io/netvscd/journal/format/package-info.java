/**
 * The octets of the journal on disk: keys and values of the database. Nothing here knows a file, a thread or a clock.
 *
 * <p>Records stand in {@linkplain io.netvscd.journal.format.Group groups}, each written with one sync and naming the hash of the one before;
 * groups stand in {@linkplain io.netvscd.journal.format.Chapter chapters}, which say what is in them. Format 1 had each record in an
 * {@linkplain io.netvscd.journal.format.Envelope envelope} of its own; it is read, and its journals are continued in groups.
 */
package io.netvscd.journal.format;
