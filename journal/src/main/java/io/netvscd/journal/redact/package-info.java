/**
 * Pseudonyms for what a journal tells of a network, so that an incident can be given away and still replays to the same verdict: the
 * same address becomes the same pseudonym everywhere, within octets and texts too.
 */
package io.netvscd.journal.redact;
