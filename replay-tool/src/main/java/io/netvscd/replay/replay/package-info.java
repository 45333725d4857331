/**
 * Replay: what a journal recorded is given to fresh machines and to the real forwarding core again, and everything that
 * follows is compared with what was recorded.
 */
package io.netvscd.replay.replay;
