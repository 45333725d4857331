package io.netvscd.tests.guest;

/** Something that this machine does not have; the message begins where "needs" ends. */
final class Lacking extends Exception {
    private static final long serialVersionUID = 1;

    Lacking(String what) {
        super(what);
    }
}
