package io.netvscd.tests.guest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The guest's network devices, as iproute2 shows them. */
record Devices(JsonNode links, JsonNode addresses, String qdiscs) {
    static Devices of(GuestShell shell) throws Exception {
        return new Devices(shell.json("ip -d -j link show"), shell.json("ip -j addr show"), shell.run("tc qdisc show"));
    }

    /** One device; a missing node where there is none. */
    JsonNode link(String name) {
        return named(links, name);
    }

    List<String> names() {
        return stream(links).map(link -> link.path("ifname").asText()).toList();
    }

    /** Addresses of one device. */
    List<String> addresses(String name) {
        return stream(named(addresses, name).path("addr_info")).map(address -> address.path("local").asText()).toList();
    }

    /** Flags of one device. */
    List<String> flags(String name) {
        return stream(link(name).path("flags")).map(JsonNode::asText).toList();
    }

    private static JsonNode named(JsonNode list, String name) {
        return stream(list).filter(link -> link.path("ifname").asText().equals(name)).findFirst()
                .orElse(list.path(Integer.MAX_VALUE));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
