/**
 * The compiler's part of the codec: reads the table of stored types when {@code Registry} is compiled, and writes the code that reads and
 * writes each of them. It is compiled ahead of the rest of the module and is not in its jar.
 */
package io.netvscd.journal.generator;
