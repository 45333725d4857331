package io.netvscd.datapath.vmbus;

/**
 * What a {@link VmbusPort} has had to drop, and what is under way.
 *
 * @param sendDropped        frames too long for a section, or asking for what cannot be done
 * @param sendRefused        sections that the host completed with a failure
 * @param receiveDropped     frames that arrived while nobody received
 * @param receiveMalformed   packets and RNDIS messages that broke the rules, told to the listener or not
 * @param sectionsWithHost   sections of the send buffer that wait for their completion
 * @param completionsWaiting completions that wait for room in the ring
 */
public record VmbusPortCounters(
        long sendDropped,
        long sendRefused,
        long receiveDropped,
        long receiveMalformed,
        int sectionsWithHost,
        int completionsWaiting) {
}
