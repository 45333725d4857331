package io.netvscd.tests.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What QEMU boots.
 *
 * @param kernel    the compressed kernel
 * @param initramfs all files of the guest
 */
record Image(Path kernel, Path initramfs) {
    private static final int LACKING = 3;

    /**
     * Makes it of this source tree, which has been built.
     *
     * @param home   the source tree
     * @param folder where it is kept, and the kernel that was downloaded
     */
    static Image build(Path home, Path folder) throws IOException, Lacking {
        Programs.require("cc", "gcc, libc6-dev");
        if (!Files.isDirectory(home.resolve("actors/target/lib"))) {
            throw new Lacking("netvscd as its launcher builds it (./netvscd version)");
        }
        Path tools = Files.createDirectories(folder.resolve("tools"));
        compile(home.resolve("tests/src/bench/traffic.c"), tools.resolve("traffic"));
        compile(home.resolve("tests/src/guest/relay.c"), tools.resolve("relay"));
        Programs.Ended built = Programs.end(home.resolve("tests/src/guest/build-image").toString(), folder.toString(),
                home.toString(), System.getProperty("java.home"), tools.toString());
        if (built.exit() == LACKING) {
            throw new Lacking(built.printed().strip().replaceFirst("(?s).*needs ", ""));
        }
        if (built.exit() != 0) {
            throw new IOException("build-image: " + built.printed().strip());
        }
        return new Image(folder.resolve("vmlinuz"), folder.resolve("initramfs"));
    }

    private static void compile(Path source, Path program) throws IOException {
        Programs.run("cc", "-O2", "-static", "-o", program.toString(), source.toString());
    }
}
