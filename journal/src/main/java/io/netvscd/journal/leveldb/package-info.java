/**
 * LevelDB's own files, looked at octet by octet without LevelDB: it says that something is damaged, or says nothing where it does not
 * look; this names the file and the place. Formats: LevelDB's documents {@code log_format} and {@code table_format}.
 */
package io.netvscd.journal.leveldb;
