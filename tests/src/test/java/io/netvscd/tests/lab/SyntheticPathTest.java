package io.netvscd.tests.lab;

/** The synthetic path, through the rings to the embedded host and out of its uplink. */
class SyntheticPathTest extends FrameTests {
    SyntheticPathTest() {
        super("synthetic", Lab.UPLINK);
    }

    @Override
    DaemonProcess start(Lab lab) throws Exception {
        return DaemonProcess.start(lab);
    }
}
