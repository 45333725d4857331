package io.netvscd.tests.bench.datapath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A way to keep what arrives on a VF from the system's own stack, while packet sockets have it. */
enum Hiding {
    /** The stack has every frame too. */
    NONE("nothing"),
    /** What the daemon does: one rule of the kernel's traffic control. */
    CLSACT("clsact, drop"),
    /** A chain of the netdev family at ingress, whose policy is to drop. */
    NFTABLES("nftables netdev, drop");

    private static final String RULES =
            "table netdev hiding { chain arriving { type filter hook ingress device \"%s\" priority 0; policy drop; }; }";

    private final String title;

    Hiding(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Those that can be had on this machine. */
    static List<Hiding> available() {
        return Programs.isInstalled("nft") ? List.of(values()) : List.of(NONE, CLSACT);
    }

    void apply(Bed bed, String guestDevice) throws Exception {
        switch (this) {
            case CLSACT -> bed.hide(guestDevice);
            case NFTABLES -> nftables(bed, bed.device(guestDevice));
            default -> { }
        }
    }

    private static void nftables(Bed bed, String device) throws Exception {
        Path rules = Files.createTempFile("netvscd-bench", ".nft");
        try {
            Files.writeString(rules, String.format(RULES, device));
            bed.guest().command("nft", "-f", rules.toString());
        } catch (AssertionError refused) {
            throw new IOException("nft: " + refused.getMessage());
        } finally {
            Files.delete(rules);
        }
    }
}
