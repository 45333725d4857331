/** Transitions as text: one line each in fixed columns, or whole. */
package io.netvscd.replay.timeline;
