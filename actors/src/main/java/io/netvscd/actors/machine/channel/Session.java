package io.netvscd.actors.machine.channel;

import io.netvscd.journal.vocabulary.ChannelMemory;

/**
 * The conversation of one incarnation.
 *
 * @param nextId      the next transaction id; RNDIS request ids are the same numbers
 * @param association null until the host sends one
 */
record Session(
        ChannelMemory memory,
        long nextId,
        Outstanding outstanding,
        Agreed agreed,
        LinkStatus link,
        Association association,
        HostFacts host,
        Manners manners,
        Settings settings,
        Subchannels subchannels) {
    static Session begin(ChannelMemory memory) {
        return new Session(memory, 1, Outstanding.NOTHING, Agreed.NOTHING, LinkStatus.UNKNOWN, null, HostFacts.NONE,
                Manners.UNKNOWN, Settings.NONE, Subchannels.NONE);
    }

    Awaited awaited() {
        return outstanding.step();
    }

    PendingSwitch pendingSwitch() {
        return outstanding.pathSwitch();
    }

    Request request() {
        return outstanding.request();
    }

    /** This id is given. */
    Session using(long id) {
        long next = Math.max(nextId, id + 1);
        return new Session(
                memory, next, outstanding, agreed, link, association, host, manners, settings, subchannels);
    }

    Session outstanding(Outstanding next) {
        return new Session(memory, nextId, next, agreed, link, association, host, manners, settings, subchannels);
    }

    Session awaited(Awaited next) {
        return outstanding(outstanding.step(next));
    }

    Session pendingSwitch(PendingSwitch next) {
        return outstanding(outstanding.pathSwitch(next));
    }

    Session request(Request next) {
        return outstanding(outstanding.request(next));
    }

    Session sign(SignOfLife next) {
        return outstanding(outstanding.sign(next));
    }

    Session agreed(Agreed next) {
        return new Session(
                memory, nextId, outstanding, next, link, association, host, manners, settings, subchannels);
    }

    Session link(LinkStatus next) {
        return new Session(
                memory, nextId, outstanding, agreed, next, association, host, manners, settings, subchannels);
    }

    Session association(Association next) {
        return new Session(memory, nextId, outstanding, agreed, link, next, host, manners, settings, subchannels);
    }

    Session host(HostFacts next) {
        return new Session(
                memory, nextId, outstanding, agreed, link, association, next, manners, settings, subchannels);
    }

    Session manners(Manners next) {
        return new Session(memory, nextId, outstanding, agreed, link, association, host, next, settings, subchannels);
    }

    Session settings(Settings next) {
        return new Session(memory, nextId, outstanding, agreed, link, association, host, manners, next, subchannels);
    }

    Session subchannels(Subchannels next) {
        return new Session(memory, nextId, outstanding, agreed, link, association, host, manners, settings, next);
    }

    /** The host has said something, so it is there. */
    Session heard() {
        return manners(manners.hears());
    }
}
