package io.netvscd.tests.guest;

import static org.assertj.core.api.Assertions.assertThat;

/** A real udev gives the VF another name before it is taken over. */
final class NameSteps {
    private static final String UDEV = "/lib/systemd/systemd-udevd";

    private final Machine guest;
    private final StepTable table;

    NameSteps(Machine guest, StepTable table) {
        this.guest = guest;
        this.table = table;
    }

    void renamed(String model) throws Exception {
        if (!guest.shell().run("[ -x /bin/udevadm ] && echo there || true").equals("there")) {
            table.skip("plug " + model + " beside udev", "this machine has no udev to put into the guest");
            return;
        }
        table.step("plug " + model + " beside udev", "renamed by udev, path vf under the new name", () -> {
            guest.shell().run("ln -sf /bin/udevadm " + UDEV + "; " + UDEV + " --daemon >/dev/null 2>&1");
            guest.plug(model);
            String name = guest.daemon().awaitPath("vf").path("vfs").path(0).path("name").asText();
            assertThat(name).startsWith("en");
            return name;
        });
    }
}
