/**
 * The machine of the PCI hotplug watcher: it knows every netdev that could be a VF, tells the owner of each VF what
 * became of it, and gives every appearance a generation of its own.
 */
package io.netvscd.actors.machine.watcher;
