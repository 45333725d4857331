/**
 * The daemon: the device manager above the owners, what it shows to the outside, and its life from start to stop.
 */
package io.netvscd.actors.daemon;
