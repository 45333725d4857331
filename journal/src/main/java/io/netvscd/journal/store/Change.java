package io.netvscd.journal.store;

/**
 * One change of the database.
 *
 * @param value null to delete the key
 */
record Change(byte[] key, byte[] value) {
}
