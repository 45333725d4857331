package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.rndis.Information;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the host was asked to set, by OID, and has answered: it will not answer otherwise if it is asked again. */
record Settings(SortedMap<Integer, Settled> byOid) {
    static final Settings NONE = new Settings(new TreeMap<>());

    /** A value that the host took or refused. */
    record Settled(Information value, boolean taken) {
    }

    Settings {
        byOid = Collections.unmodifiableSortedMap(new TreeMap<>(byOid));
    }

    Settings answered(int oid, Information value, boolean taken) {
        SortedMap<Integer, Settled> next = new TreeMap<>(byOid);
        next.put(oid, new Settled(value, taken));
        return new Settings(next);
    }

    /** Whether the host has answered for this value last. */
    boolean settled(Map.Entry<Integer, Information> wish) {
        Settled settled = byOid.get(wish.getKey());
        return settled != null && settled.value().equals(wish.getValue());
    }
}
