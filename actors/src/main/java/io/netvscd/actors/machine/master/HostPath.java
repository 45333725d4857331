package io.netvscd.actors.machine.master;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.SwitchOutcome;

/**
 * The host's end of the data path, as far as it can be known.
 *
 * @param path    what it steers to
 * @param unsure  it left a switch unanswered, answered one that its own word has overtaken, or took the VF away: it may be there, or not
 * @param request the switch that it has not answered, null for none
 */
record HostPath(DataPath path, boolean unsure, Request request) {
    static final HostPath SYNTHETIC = new HostPath(DataPath.SYNTHETIC, false, null);

    /**
     * A switch that was asked for.
     *
     * @param unwanted  it is no longer wanted
     * @param overtaken since then the host has said that it left the VF or took it away, so its completion says nothing
     */
    record Request(DataPath path, boolean unwanted, boolean overtaken) {
    }

    /** What it was asked for and has not answered, null for nothing. */
    DataPath asked() {
        return request == null ? null : request.path;
    }

    boolean unwanted() {
        return request != null && request.unwanted;
    }

    boolean overtaken() {
        return request != null && request.overtaken;
    }

    boolean surelyOnVf() {
        return path == DataPath.VF && !unsure;
    }

    HostPath ask(DataPath wished) {
        return new HostPath(path, unsure, new Request(wished, false, false));
    }

    HostPath withdraw() {
        return new HostPath(path, unsure, new Request(request.path, true, request.overtaken));
    }

    HostPath answered(SwitchOutcome outcome) {
        boolean stillUnsure = outcome == SwitchOutcome.TIMED_OUT || outcome != SwitchOutcome.COMPLETED && unsure;
        return new HostPath(path, stillUnsure, null);
    }

    HostPath on(DataPath now) {
        return new HostPath(now, unsure, request);
    }

    HostPath doubted() {
        return new HostPath(path, true, request);
    }

    /** The host has left the VF by itself, or has taken it away, and then it need not have said that it left it. */
    HostPath leftVf() {
        boolean overtakes = request != null && request.path == DataPath.VF;
        Request now = overtakes ? new Request(request.path, request.unwanted, true) : request;
        return new HostPath(path, unsure || path == DataPath.VF, now);
    }
}
