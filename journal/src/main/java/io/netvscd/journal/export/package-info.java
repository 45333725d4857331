/**
 * The journal for others: JSON Lines that carry what the records carry, and bundles that hold an incident in one file.
 */
package io.netvscd.journal.export;
