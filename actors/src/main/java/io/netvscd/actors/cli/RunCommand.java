package io.netvscd.actors.cli;

import io.netvscd.actors.daemon.Ahead;
import io.netvscd.actors.daemon.Daemon;
import io.netvscd.actors.daemon.Engine;
import io.netvscd.config.ConfigInvalid;
import io.netvscd.config.ConfigLoader;
import io.netvscd.config.NetvscdConfig;
import io.netvscd.journal.store.JournalDamaged;
import io.netvscd.journal.store.StoreRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the daemon, in the foreground until SIGTERM or SIGINT. */
@Command(name = "run", description = "Run the daemon on real devices, in the foreground, until SIGTERM or SIGINT.")
final class RunCommand implements Callable<Integer> {
    /** Comes up while the configuration is read. */
    private final CompletableFuture<ILoggerFactory> logging = Ahead.begin("logging", LoggerFactory::getILoggerFactory);

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "default: /etc/netvscd/netvscd.conf")
    private Path file = ConfigLoader.DEFAULT_FILE;

    /** Whether a command line is {@code run} or {@code run -c FILE}, and needs no one who reads every command line. */
    static boolean isUsual(String... args) {
        boolean isRun = args.length > 0 && args[0].equals("run");
        return isRun && (args.length == 1
                || args.length == 3 && (args[1].equals("-c") || args[1].equals("--config")) && !args[2].startsWith("-"));
    }

    /** The command of a usual command line. */
    static RunCommand usual(String... args) {
        RunCommand command = new RunCommand();
        if (args.length > 1) {
            command.file = Path.of(args[2]);
        }
        return command;
    }

    @Override
    public Integer call() throws CommandFailed {
        NetvscdConfig config;
        try {
            config = ConfigLoader.load(file);
        } catch (ConfigInvalid invalid) {
            throw new CommandFailed(
                    CommandFailed.BAD_INPUT, "the configuration has mistakes:\n" + invalid.getMessage());
        }
        logging.join();
        AtomicInteger exitCode = new AtomicInteger();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> died(thread, error, exitCode));
        CompletableFuture<Daemon> started = new CompletableFuture<>();
        // Before the first device is touched: whoever stops a daemon that is still starting finds nothing left behind either.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, exitCode), "stop"));
        Daemon daemon = start(config, started);
        daemon.awaitFirstLook();
        try {
            daemon.awaitEnd();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            daemon.close();
        }
        return 0;
    }

    private Daemon start(NetvscdConfig config, CompletableFuture<Daemon> started) throws CommandFailed {
        try {
            Daemon daemon = Daemon.start(config, file);
            started.complete(daemon);
            return daemon;
        } catch (IOException missing) {
            throw new CommandFailed(CommandFailed.MISSING, missing.getMessage());
        } catch (StoreRefused | JournalDamaged refused) {
            throw new CommandFailed(CommandFailed.BAD_INPUT, refused.getMessage());
        } finally {
            started.cancel(false);
        }
    }

    /** A daemon that never started has its own exit code; an orderly stop is success, where the virtual machine would say 143. */
    private static void stop(CompletableFuture<Daemon> started, AtomicInteger exitCode) {
        try {
            started.join().close();
        } catch (CancellationException neverStarted) {
            return;
        }
        Runtime.getRuntime().halt(exitCode.get());
    }

    /** Without its datapath the daemon ends, to be started again; other threads' ends are told. */
    private static void died(Thread thread, Throwable error, AtomicInteger exitCode) {
        LoggerFactory.getLogger(RunCommand.class).error("the thread {} failed", thread.getName(), error);
        if (thread.getName().equals(Engine.DATAPATH_THREAD)) {
            exitCode.set(CommandFailed.INTERNAL);
            new Thread(() -> System.exit(CommandFailed.INTERNAL), "exit").start();
        }
    }
}
