package io.netvscd.tests.bench.datapath;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every subject by its name, in the order of the table. */
final class Subjects {
    /** Makes one. */
    interface Maker {
        Subject make() throws Exception;
    }

    private static final Map<String, Maker> MAKERS = new LinkedHashMap<>();

    static {
        MAKERS.put("bare", KernelSubject::bare);
        MAKERS.put("bridge", KernelSubject::bridge);
        MAKERS.put("c", ForwarderSubject::plainC);
        MAKERS.put("core", () -> ForwarderSubject.core(Hiding.CLSACT));
        MAKERS.put("failsafe", ForwarderSubject::failsafe);
        MAKERS.put("kernel", () -> DaemonSubject.onVf("kernel"));
        MAKERS.put("user", () -> DaemonSubject.onVf("user"));
        MAKERS.put("synthetic", () -> DaemonSubject.onSynthetic("embedded", "uplink"));
        MAKERS.put("netdev", () -> DaemonSubject.onSynthetic("netdev", "device"));
    }

    private Subjects() {
    }

    static List<String> names() {
        return List.copyOf(MAKERS.keySet());
    }

    static Subject make(String name) throws Exception {
        return MAKERS.get(name).make();
    }
}
