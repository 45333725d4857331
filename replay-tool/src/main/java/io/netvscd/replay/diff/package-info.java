/** Two journals beside each other, owner by owner. */
package io.netvscd.replay.diff;
