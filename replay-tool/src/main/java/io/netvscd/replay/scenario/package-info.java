/**
 * Scenario files: one incident each, in HOCON, read into typed records. Every mistake in a file is reported at once,
 * with file and line and what is allowed there.
 */
package io.netvscd.replay.scenario;
