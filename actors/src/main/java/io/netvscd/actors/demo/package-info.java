/**
 * The demonstration: a host, a guest and a VF in one process, without root and without a network device, and an
 * incident among them.
 */
package io.netvscd.actors.demo;
