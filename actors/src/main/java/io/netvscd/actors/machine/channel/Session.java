package io.netvscd.actors.machine.channel;

import io.netvscd.journal.vocabulary.ChannelMemory;

/**
 * The conversation of one incarnation.
 *
 * @param nextId        the next transaction id; RNDIS request ids are the same numbers
 * @param association   null until the host sends one
 * @param pendingSwitch null while none is under way
 * @param request       null while none is under way
 */
record Session(
        ChannelMemory memory,
        long nextId,
        Awaited awaited,
        Agreed agreed,
        LinkStatus link,
        Association association,
        PendingSwitch pendingSwitch,
        FilterRequest request,
        HostFacts host,
        Subchannels subchannels) {
    static Session begin(ChannelMemory memory) {
        return new Session(
                memory, 1, Awaited.NOTHING, Agreed.NOTHING, LinkStatus.UNKNOWN, null, null, null, HostFacts.NONE,
                Subchannels.NONE);
    }

    /** This id is given. */
    Session using(long id) {
        long next = Math.max(nextId, id + 1);
        return new Session(memory, next, awaited, agreed, link, association, pendingSwitch, request, host,
                subchannels);
    }

    Session awaited(Awaited next) {
        return new Session(memory, nextId, next, agreed, link, association, pendingSwitch, request, host,
                subchannels);
    }

    Session agreed(Agreed next) {
        return new Session(memory, nextId, awaited, next, link, association, pendingSwitch, request, host,
                subchannels);
    }

    Session link(LinkStatus next) {
        return new Session(memory, nextId, awaited, agreed, next, association, pendingSwitch, request, host,
                subchannels);
    }

    Session association(Association next) {
        return new Session(memory, nextId, awaited, agreed, link, next, pendingSwitch, request, host,
                subchannels);
    }

    Session pendingSwitch(PendingSwitch next) {
        return new Session(memory, nextId, awaited, agreed, link, association, next, request, host,
                subchannels);
    }

    Session request(FilterRequest next) {
        return new Session(memory, nextId, awaited, agreed, link, association, pendingSwitch, next, host,
                subchannels);
    }

    Session host(HostFacts next) {
        return new Session(memory, nextId, awaited, agreed, link, association, pendingSwitch, request, next,
                subchannels);
    }

    Session subchannels(Subchannels next) {
        return new Session(memory, nextId, awaited, agreed, link, association, pendingSwitch, request, host, next);
    }

    /** The host has said something, so it is there. */
    Session heard() {
        return host(host.heard());
    }
}
