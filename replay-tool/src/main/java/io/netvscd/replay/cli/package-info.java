/** The command line of replay-tool. */
package io.netvscd.replay.cli;
