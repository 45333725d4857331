package io.netvscd.tests.bench.journal;

import io.netvscd.journal.store.JournalReader;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One measurement in a process of its own. Arguments: contestant, what, folder, seconds, records. */
final class BenchProcess {
    private static final int WARM_UP_SECONDS = 3;
    private static final int WARM_UPS = 3;
    private static final List<Integer> OWNERS = List.of(1, 4, 100);

    private BenchProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        String contestant = arguments[0];
        Path folder = Path.of(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        long records = Long.parseLong(arguments[4]);
        if (arguments[1].equals("start")) {
            StartUp.measure(folder.resolve("start")).forEach(BenchProcess::tell);
            System.exit(0);
        }
        Load load = new Load();
        if (contestant.equals("plain")) {
            for (int owners : OWNERS) {
                tell(PlainFile.measure(folder, load, owners, WARM_UP_SECONDS, seconds));
            }
        } else if (arguments[1].equals("append")) {
            for (int owners : OWNERS) {
                try (AkkaJournal journal = AkkaJournal.open(folder.resolve("append-" + owners), contestant.equals("stock"))) {
                    tell(journal.append(load, owners, WARM_UP_SECONDS, seconds));
                }
            }
        } else if (arguments[1].equals("prepare")) {
            StartUp.prepare(folder.resolve("start"), load, records);
        } else {
            read(contestant.equals("stock"), folder.resolve("read"), load, records);
        }
        System.exit(0);
    }

    private static void read(boolean stock, Path folder, Load load, long records) throws Exception {
        try (AkkaJournal journal = AkkaJournal.open(folder, stock)) {
            journal.fill(load, 0, records);
        }
        tell(new Measured("bytes", 0, 0, 0, (double) bytes(folder) / records));
        try (AkkaJournal journal = AkkaJournal.open(folder, stock)) {
            for (int i = 0; i < WARM_UPS; i++) {
                journal.recover(0, records);
            }
            tell(journal.recover(0, records));
        }
        if (!stock) {
            for (int i = 0; i < WARM_UPS; i++) {
                readOffline(folder, records);
            }
            tell(readOffline(folder, records));
        }
    }

    private static Measured readOffline(Path folder, long records) {
        long startNs = System.nanoTime();
        try (JournalReader reader = JournalReader.open(folder); Stream<TransitionRecord> all = reader.byTick()) {
            if (all.count() != records) {
                throw new IllegalStateException("not all records were read");
            }
        }
        return Measured.rate("offline", records, System.nanoTime() - startNs);
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void tell(Measured measured) {
        System.out.println(measured.toLine());
    }
}
