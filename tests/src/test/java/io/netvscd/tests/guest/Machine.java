package io.netvscd.tests.guest;

import io.netvscd.tests.lab.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A guest that runs, with a slot for its VF: what steps are made of. */
record Machine(Fabric fabric, Qemu qemu, GuestShell shell, GuestDaemon daemon, String kind, Path tool) {
    static final String VF = "eth1";
    private static final String DEVICE = "vf0";
    private static final Duration BOOT = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(200);

    void awaitBoot() throws Exception {
        Await.until("a guest that is ready", BOOT, PAUSE, qemu::console, said -> {
            if (!qemu.isAlive()) {
                throw new AssertionError("QEMU has ended; its guest said: " + said);
            }
            return said.contains("guest: ready");
        });
    }

    /** Puts a function of this model into the slot. */
    void plug(String model) throws IOException {
        Map<String, Object> arguments = new HashMap<>(Map.of("driver", model, "id", DEVICE, "netdev", "vf", "mac", GuestDaemon.MAC,
                "romfile", ""));
        arguments.put("bus", kind.equals("q35") ? "slot1" : "pci.0");
        qemu.qmp().execute("device_add", arguments);
    }

    /** Takes it out, as a host does that asks first; returns when it is out. */
    void unplug() throws IOException {
        qemu.qmp().execute("device_del", Map.of("id", DEVICE));
        qemu.qmp().await("DEVICE_DELETED", DEVICE);
    }

    /** The wire of the VF. */
    void wire(boolean up) throws IOException {
        qemu.qmp().execute("set_link", Map.of("name", "vf", "up", up));
    }

    Traffic traffic(int seconds) throws Exception {
        return Traffic.begin(fabric.namespace(), tool.toString(), shell, seconds);
    }

    /** The port of the bridge behind which the peer has the NIC's address. */
    String learnedPort() throws Exception {
        return fabric.namespace().command("bridge", "fdb", "show", "br", "br0").lines()
                .filter(line -> line.startsWith(GuestDaemon.MAC))
                .map(line -> line.split(" ")[2])
                .findFirst().orElse("none");
    }
}
