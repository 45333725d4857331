package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.rndis.Information;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the host was asked to set, by OID, and has answered: it will not answer otherwise if it is asked again. */
record Settings(SortedMap<Integer, Settled> byOid) {
    static final Settings NONE = new Settings(new TreeMap<>());

    /**
     * What became of the last request.
     *
     * @param answered what was to be set
     * @param inForce  what is: that, or where it was refused what was before; null where nothing was taken yet
     */
    record Settled(Information answered, Information inForce) {
    }

    Settings {
        byOid = Collections.unmodifiableSortedMap(new TreeMap<>(byOid));
    }

    Settings answered(int oid, Information value, boolean taken) {
        SortedMap<Integer, Settled> next = new TreeMap<>(byOid);
        next.put(oid, new Settled(value, taken ? value : inForce(oid).orElse(null)));
        return new Settings(next);
    }

    /** Whether the host has answered for this value last. */
    boolean settled(Map.Entry<Integer, Information> wish) {
        Settled settled = byOid.get(wish.getKey());
        return settled != null && settled.answered().equals(wish.getValue());
    }

    /** What the host has set, as far as this guest had it do so. */
    Optional<Information> inForce(int oid) {
        return Optional.ofNullable(byOid.get(oid)).map(Settled::inForce);
    }
}
