package io.netvscd.datapath.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import jnr.ffi.LibraryLoader;

/**
 * A network namespace that a test makes and removes. A namespace belongs to a thread, so work in it runs on a thread of
 * its own.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x40000000;
    private static final Setns LIBC = LibraryLoader.create(Setns.class).load("c");

    private final String name;

    private NetworkNamespace(String name) {
        this.name = name;
    }

    /** What of libc only tests need. */
    public interface Setns {
        int setns(int fd, int type);
    }

    /** Something that may fail. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** Makes {@code nvt-<pid>-label}; the test is skipped where it cannot be made. */
    public static NetworkNamespace create(String label) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root: makes network namespaces and devices");
        assumeTrue(Files.isWritable(Path.of("/dev/net/tun")), "needs /dev/net/tun");
        NetworkNamespace namespace = new NetworkNamespace("nvt-" + ProcessHandle.current().pid() + "-" + label);
        execute("ip", "netns", "add", namespace.name);
        namespace.ip("link set lo up");
        namespace.command("sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
        return namespace;
    }

    public String name() {
        return name;
    }

    /** Runs {@code ip} with these words in the namespace. */
    public String ip(String words) throws Exception {
        return command(("ip " + words).split(" "));
    }

    /**
     * Sets devices up and waits until the kernel lets frames out of each: it says so some time after the carrier is
     * there.
     */
    public void up(String... devices) throws Exception {
        for (String device : devices) {
            ip("link set " + device + " up");
        }
        for (String device : devices) {
            while (!ip("link show " + device).contains("state UP")) {
                Thread.onSpinWait();
            }
        }
    }

    /** Runs a program in the namespace and returns its output; fails the test when it fails. */
    public String command(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name));
        command.addAll(Arrays.asList(words));
        return execute(command.toArray(String[]::new));
    }

    /** Calls something on a new thread inside the namespace. */
    public <T> T call(Callable<T> work) throws Exception {
        return start(work).get();
    }

    /** Runs something on a new thread inside the namespace. */
    public void run(Work work) throws Exception {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** Begins something on a new thread inside the namespace. */
    public <T> CompletableFuture<T> start(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                enter();
                result.complete(work.call());
            } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private void enter() throws IOException {
        int fd = Libc.check(Libc.open("/var/run/netns/" + name, 0), "open", name);
        try {
            assertThat(LIBC.setns(fd, CLONE_NEWNET)).as("setns " + name).isZero();
        } finally {
            Libc.close(fd);
        }
    }

    private static String execute(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        assertThat(exit).as(String.join(" ", command) + ": " + output).isZero();
        return output;
    }

    @Override
    public void close() throws IOException {
        execute("ip", "netns", "del", name);
    }
}
