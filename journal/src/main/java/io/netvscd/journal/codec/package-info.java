/**
 * Records to octets and back: Kryo with registration required, fixed ids and tagged, length-prefixed components.
 *
 * <p>Each record has a codec of its own, which the compiler writes from the {@link io.netvscd.journal.codec.Registry}; what those have in
 * common is here. The bytes hold type ids, component tags and values; never a class name. An older build skips the tags it does not know, a newer
 * one fills what is missing with 0, false, null or an empty list. Whatever is wrong with the bytes ends in one
 * {@link io.netvscd.journal.codec.CorruptRecord}, and what is read can never run code.
 */
package io.netvscd.journal.codec;
