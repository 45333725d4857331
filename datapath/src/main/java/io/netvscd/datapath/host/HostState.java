package io.netvscd.datapath.host;

/** All that the host's decisions rest on. */
record HostState(Session session, VfView vf, Mischief mischief, boolean linkUp) {
    static final HostState INITIAL = new HostState(Session.CLOSED, VfView.NONE, Mischief.NONE, true);

    HostState with(Session next) {
        return new HostState(next, vf, mischief, linkUp);
    }

    HostState with(VfView next) {
        return new HostState(session, next, mischief, linkUp);
    }

    HostState with(Mischief next) {
        return new HostState(session, vf, next, linkUp);
    }

    HostState withLink(boolean up) {
        return new HostState(session, vf, mischief, up);
    }
}
