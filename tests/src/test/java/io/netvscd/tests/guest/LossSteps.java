package io.netvscd.tests.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** A VF is lost in each way that a machine knows, under traffic, and comes back. */
final class LossSteps {
    /** Of the frames while it happens; emulation is slow, and a VF takes along what is in its rings. */
    private static final double LOST_PART_MAX = 0.1;
    private static final int SECONDS = 10;
    /** After so long the daemon has looked at all devices once more. */
    private static final int UPKEEP_SECONDS = 10;

    private final Machine guest;
    private final StepTable table;

    LossSteps(Machine guest, StepTable table) {
        this.guest = guest;
        this.table = table;
    }

    /** Something that is done to the machine. */
    private interface Deed {
        void done() throws Exception;
    }

    private void under(String name, String expected, String path, Deed deed) {
        table.step(name, expected + "; nothing twice, it flows on", () -> {
            Traffic traffic = guest.traffic(SECONDS);
            deed.done();
            guest.daemon().awaitPath(path);
            return path + "; " + traffic.end().lostLessThan(LOST_PART_MAX);
        });
    }

    void link() {
        under("no link, then link", "path synthetic, then vf", "vf", () -> {
            guest.wire(false);
            guest.daemon().awaitPath("synthetic");
            TimeUnit.MILLISECONDS.sleep(500);
            guest.wire(true);
        });
    }

    void unbind() {
        under("driver unbound, then bound", "path synthetic, then vf", "vf", () -> {
            String device = guest.shell().run("device=$(readlink -f /sys/class/net/eth1/device); echo ${device##*/}");
            guest.shell().run("echo " + device + " >/sys/bus/pci/drivers/vmxnet3/unbind");
            guest.daemon().awaitPath("synthetic");
            guest.shell().run("echo " + device + " >/sys/bus/pci/drivers/vmxnet3/bind");
        });
    }

    void unplug() {
        under("device_del", "path synthetic", "synthetic", guest::unplug);
        table.step("no VF is left", "none in status, no bond, the peer finds the NIC behind the synthetic path", () -> {
            assertThat(guest.daemon().nic().path("vfs")).isEmpty();
            assertThat(Devices.of(guest.shell()).names()).noneMatch(name -> name.startsWith("netvscd-"));
            guest.fabric().namespace().command("ping", "-c", "2", GuestDaemon.ADDRESS);
            assertThat(guest.learnedPort()).isEqualTo(Fabric.LOWER_TAP);
            return Devices.of(guest.shell()).names();
        });
    }

    /** A virtio NIC's netdev is no PCI function's own, but one of a bus between; hv_netvsc takes none such for a VF either. */
    void noPciFunction(String model) {
        table.step("plug " + model + ", devices = pci", "a netdev with the master's MAC, left alone", () -> {
            guest.plug(model);
            guest.shell().run("tries=100; until [ -e /sys/class/net/eth1 ]; do tries=$((tries - 1)); [ $tries -gt 0 ] || exit 1; sleep 0.2; done");
            TimeUnit.SECONDS.sleep(2 * UPKEEP_SECONDS);
            assertThat(guest.daemon().nic().path("vfs")).isEmpty();
            assertThat(Devices.of(guest.shell()).flags(Machine.VF)).doesNotContain("UP");
            guest.unplug();
            return "left alone";
        });
    }

    void withoutDriver(String model) {
        table.step("plug " + model + " without a driver", "no netdev, path synthetic", () -> {
            guest.shell().run("rmmod " + model);
            guest.plug(model);
            guest.shell().run("tries=100; until grep -q 0x15ad /sys/bus/pci/devices/*/vendor; do"
                    + " tries=$((tries - 1)); [ $tries -gt 0 ] || exit 1; sleep 0.2; done");
            assertThat(Devices.of(guest.shell()).names()).doesNotContain(Machine.VF);
            return guest.daemon().awaitPath("synthetic").path("datapath").asText();
        });
        under("modprobe " + model, "path vf", "vf", () -> guest.shell().run("modprobe " + model));
    }
}
