/** The daemon in a Debian kernel under QEMU, with a VF on a PCI bus: {@code tests/guest}. */
package io.netvscd.tests.guest;
