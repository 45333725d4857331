/**
 * An incident cut out of a record, as a scenario: what came from outside becomes steps, what the owners were then becomes expectations.
 */
package io.netvscd.replay.excerpt;
