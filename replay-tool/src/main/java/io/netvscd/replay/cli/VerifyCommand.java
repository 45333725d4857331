package io.netvscd.replay.cli;

import io.netvscd.journal.export.BundleReader;
import io.netvscd.journal.export.BundleRefused;
import io.netvscd.journal.store.JournalVerdict;
import io.netvscd.journal.store.JournalVerifier;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code verify PATH}. */
@Command(
        name = "verify",
        description = {
            "Looks at every octet: the files, each record's checksum, the chain over all records, and what can be read of them.",
            "Exit code 0: every record that was ever acknowledged is there; 1: it is damaged, and where; 2: it is no journal."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private static final Stamp NOTHING = new Stamp(0, 0, 0, 0);

    @Parameters(paramLabel = "PATH", description = "A journal folder or a bundle.")
    private Path path;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        JournalVerdict verdict = Files.isRegularFile(path) ? bundle() : JournalVerifier.verify(path);
        if (printing.json()) {
            printing.printJson(json(verdict));
        } else {
            print(verdict);
        }
        return verdict.whole() ? ExitCodes.DONE : ExitCodes.NO;
    }

    private JournalVerdict bundle() {
        long records = 0;
        Stamp last = NOTHING;
        try (BundleReader reader = BundleReader.open(path); Stream<TransitionRecord> all = reader.records()) {
            try {
                for (Iterator<TransitionRecord> each = all.iterator(); each.hasNext();) {
                    last = each.next().stamp();
                    records++;
                }
            } catch (BundleRefused e) {
                return damaged(e, records, last);
            }
            return new JournalVerdict(true, List.of(), records, records, last.bootEpoch(), last.tick(), reader.manifest().chainHead(),
                    reader.manifest().gaps());
        } catch (BundleRefused e) {
            return damaged(e, records, last);
        }
    }

    private static JournalVerdict damaged(BundleRefused why, long records, Stamp last) {
        return new JournalVerdict(false, List.of(why.getMessage()), records, records, last.bootEpoch(), last.tick(), "", 0);
    }

    private void print(JournalVerdict verdict) {
        verdict.damages().forEach(damage -> printing.out().println("damage: " + damage));
        printing.out().println(verdict.records() + " records read, the last with tick " + verdict.lastGoodTick() + "; "
                + verdict.gaps() + " gap(s) that the journal itself names");
        if (!verdict.chainHead().isEmpty()) {
            printing.out().println("chain head: " + verdict.chainHead());
        }
        if (!verdict.whole()) {
            printing.out().println("DAMAGED: nothing after tick " + verdict.lastGoodTick() + " can be trusted");
            if (verdict.records() > 0) {
                printing.out().println("'replay-tool export " + path + " --until " + verdict.lastGoodLife() + ':' + verdict.lastGoodTick()
                        + " --out FILE' saves what is before");
            }
        } else if (verdict.damages().isEmpty()) {
            printing.out().println("WHOLE");
        } else {
            printing.out().println("WHOLE: the damage touches no record");
        }
    }

    private static Map<String, Object> json(JournalVerdict verdict) {
        Map<String, Object> json = Json.document("verify");
        json.put("whole", verdict.whole());
        json.put("damages", verdict.damages());
        json.put("records", verdict.records());
        json.put("lastGoodPosition", verdict.lastGoodPosition());
        json.put("lastGoodLife", verdict.lastGoodLife());
        json.put("lastGoodTick", verdict.lastGoodTick());
        json.put("chainHead", verdict.chainHead());
        json.put("gaps", verdict.gaps());
        return json;
    }
}
