package io.netvscd.tests.guest;

import java.nio.file.Path;
import java.util.List;

/** All steps, in the order in which one finds what the one before it left. */
final class Session {
    private static final String MODEL = "vmxnet3";
    private static final String OTHER_MODEL = "virtio-net-pci";

    private final Machine guest;
    private final StepTable table;
    private final LossSteps losses;
    private final LifeSteps lives;

    Session(Machine guest, StepTable table, Path folder) {
        this.guest = guest;
        this.table = table;
        losses = new LossSteps(guest, table);
        lives = new LifeSteps(guest, table, folder);
    }

    void run(boolean brief, List<String> lanes) throws Exception {
        boolean up = table.step("boot", "a guest that takes commands", () -> {
            guest.awaitBoot();
            return guest.shell().run("uname -sr");
        });
        if (up && lanes.contains("kernel")) {
            kernelLane(brief);
        }
        if (up && lanes.contains("user") && !brief) {
            userLane(lanes.contains("kernel"));
        }
    }

    private void kernelLane(boolean brief) throws Exception {
        TakeoverSteps takeover = new TakeoverSteps(guest, table, "kernel", "pci");
        takeover.start();
        takeover.plug(MODEL);
        takeover.marks();
        takeover.carry();
        if (!brief) {
            losses.link();
            losses.unbind();
        }
        losses.unplug();
        if (brief) {
            takeover.plug(MODEL);
        } else {
            losses.noPciFunction(OTHER_MODEL);
            losses.withoutDriver(MODEL);
            lives.kill();
            takeover.marks();
            takeover.carry();
        }
        lives.exported();
        lives.stop();
        lives.journalAsItLies("an orderly stop");
    }

    /** After the kernel lane its VF is there, under the name that it got beside a TAP. */
    private void userLane(boolean besideVf) throws Exception {
        TakeoverSteps takeover = new TakeoverSteps(guest, table, "user", "any");
        if (besideVf) {
            takeover.startBesideVf();
        } else {
            takeover.start();
            takeover.plug(MODEL);
        }
        takeover.marks();
        takeover.carry();
        losses.link();
        losses.unbind();
        losses.unplug();
        takeover.plug(OTHER_MODEL);
        losses.unplug();
        takeover.plug(MODEL);
        lives.kill();
        losses.unplug();
        new NameSteps(guest, table).renamed(MODEL);
        lives.exported();
        lives.stop();
        lives.journalAsItLies("the last stop");
    }
}
