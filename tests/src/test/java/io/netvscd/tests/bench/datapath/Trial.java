package io.netvscd.tests.bench.datapath;

/**
 * What became of one stream of numbered datagrams during which something happened to the VF.
 *
 * @param out    from the guest to the peer, else the other way
 * @param lostMs what was lost, as time of the stream
 * @param twice  datagrams that came twice
 * @param late   datagrams that came after a later one
 * @param back   whether the stream came back
 */
record Trial(String lane, Incident incident, boolean out, int repetition, double lostMs, long twice, long late,
        double longestGapMs, boolean back) {
}
