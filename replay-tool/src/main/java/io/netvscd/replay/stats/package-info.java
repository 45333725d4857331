/** What a journal amounts to: switches, time on each path, frames dropped, and how long each phase of a switch took. */
package io.netvscd.replay.stats;
