package io.netvscd.tests.lab;

/** The lane through user space, with the daemon itself. */
class UserLaneTest extends LaneTests {
    UserLaneTest() {
        super("user");
    }
}
