/** A journal walked through on a terminal: {@link Walk} knows where one is, {@link Page} what is shown, {@link StepTerminal} the keys. */
package io.netvscd.replay.step;
