package io.netvscd.actors.cli;

import io.netvscd.actors.daemon.Daemon;
import io.netvscd.config.ConfigInvalid;
import io.netvscd.config.ConfigLoader;
import io.netvscd.config.NetvscdConfig;
import io.netvscd.journal.store.JournalDamaged;
import io.netvscd.journal.store.StoreRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the daemon, in the foreground until SIGTERM or SIGINT. */
@Command(name = "run", description = "Run the daemon on real devices, in the foreground, until SIGTERM or SIGINT.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "default: /etc/netvscd/netvscd.conf")
    private Path file = ConfigLoader.DEFAULT_FILE;

    @Override
    public Integer call() throws CommandFailed {
        NetvscdConfig config;
        try {
            config = ConfigLoader.load(file);
        } catch (ConfigInvalid invalid) {
            throw new CommandFailed(
                    CommandFailed.BAD_INPUT, "the configuration has mistakes:\n" + invalid.getMessage());
        }
        Daemon daemon;
        try {
            daemon = Daemon.start(config, file);
        } catch (IOException missing) {
            throw new CommandFailed(CommandFailed.MISSING, missing.getMessage());
        } catch (StoreRefused | JournalDamaged refused) {
            throw new CommandFailed(CommandFailed.BAD_INPUT, refused.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            daemon.close();
            // An orderly stop is success; the virtual machine would say 143.
            Runtime.getRuntime().halt(0);
        }, "stop"));
        try {
            daemon.awaitEnd();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            daemon.close();
        }
        return 0;
    }
}
