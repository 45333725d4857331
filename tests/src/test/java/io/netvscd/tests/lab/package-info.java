/** The real daemon on real devices: network namespaces, a bridge, veth pairs that play the VF, and traffic over them. */
package io.netvscd.tests.lab;
