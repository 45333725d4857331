/** The black boxes beside a journal, and the frames that they kept. */
package io.netvscd.replay.blackbox;
