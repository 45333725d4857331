/**
 * The words of the journal: owners, what they are told (inputs), what became true (events), what was ordered (actions), and the
 * transition record that holds one of each turn.
 *
 * <p>Every type here is stored, so its shape is a contract: record components are only ever appended, never reordered, renamed or
 * removed, and enum constants keep their names. The registry test compares the shapes with a committed list.
 */
package io.netvscd.journal.vocabulary;
