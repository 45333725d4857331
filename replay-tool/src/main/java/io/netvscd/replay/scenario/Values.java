package io.netvscd.replay.scenario;

import io.netvscd.datapath.MacAddress;
import java.util.Map;

/** The values that a step was given, read already. */
record Values(Map<String, Object> byKey) {
    boolean has(String key) {
        return byKey.containsKey(key);
    }

    String text(String key) {
        return (String) byKey.getOrDefault(key, "");
    }

    int number(String key, int otherwise) {
        return (Integer) byKey.getOrDefault(key, otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return (Boolean) byKey.getOrDefault(key, otherwise);
    }

    MacAddress mac(String key) {
        return (MacAddress) byKey.getOrDefault(key, MacAddress.ZERO);
    }

    <T> T other(String key, Class<T> type, T otherwise) {
        return type.cast(byKey.getOrDefault(key, otherwise));
    }
}
