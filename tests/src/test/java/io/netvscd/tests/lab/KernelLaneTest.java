package io.netvscd.tests.lab;

/** The kernel's lane, with the daemon itself. */
class KernelLaneTest extends LaneTests {
    KernelLaneTest() {
        super("kernel");
    }
}
