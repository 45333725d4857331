package io.netvscd.replay.pcap;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.Incident;
import io.netvscd.replay.Recording;
import io.netvscd.replay.blackbox.BlackBoxFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    @TempDir
    private Path folder;
    private Path journal;
    private List<TransitionRecord> records;

    @BeforeEach
    void record() throws IOException {
        journal = folder.resolve("journal");
        records = Incident.of(ON_VF).journal();
        try (JournalStore store = JournalStore.open(journal)) {
            store.append(records.toArray(TransitionRecord[]::new)).toCompletableFuture().join();
        }
        Files.createDirectories(journal.resolve(BlackBoxFiles.FOLDER));
    }

    @Test
    void consistsOfWholeBlocks() throws IOException {
        freeze("eth0-1-9.nvbb");

        assertThat(blockTypes(capture())).startsWith(0x0a0d0d0a, 1, 6).endsWith(5).containsOnly(0x0a0d0d0a, 1, 5, 6);
    }

    @Test
    void isTheSameEveryTime() throws IOException {
        freeze("eth0-1-9.nvbb");

        assertThat(capture()).isEqualTo(capture());
    }

    @Test
    void countsAFrameOnceWhereTwoFreezesHoldIt() throws IOException {
        freeze("eth0-1-9.nvbb");
        freeze("eth0-1-12.nvbb");

        assertThat(write(new ByteArrayOutputStream(), new ArrayList<>()).frames()).isEqualTo(Recording.FRAMES);
    }

    @Test
    void takesABoxThatWasNeverFrozenForOneOfTheLastLife() throws IOException {
        freeze("eth0-1-9.nvbb");
        freeze("eth0.nvbb");

        assertThat(write(new ByteArrayOutputStream(), new ArrayList<>()).frames()).isEqualTo(Recording.FRAMES);
    }

    @Test
    void leavesOutABoxThatCannotBeReadAndSaysSo() throws IOException {
        Files.writeString(journal.resolve("blackbox/eth0-1-9.nvbb"), "rubbish");
        List<String> complaints = new ArrayList<>();

        Capture.Result result = write(new ByteArrayOutputStream(), complaints);

        assertThat(result.frames()).isZero();
        assertThat(result.control()).isGreaterThan(records.size());
        assertThat(complaints).singleElement().asString().contains("eth0-1-9.nvbb", "no black box");
    }

    @Test
    void cutsALongCommentBetweenTwoCharacters() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PcapngWriter writer = new PcapngWriter(out);
        writer.packet(writer.addInterface("a", "b", 1), 1, new byte[14], 14, false, "\u20ac".repeat(5000));

        String text = out.toString(StandardCharsets.UTF_8);

        assertThat(blockTypes(out.toByteArray())).containsExactly(0x0a0d0d0a, 1, 6);
        assertThat(text.chars().filter(c -> c == '\u20ac').count()).isEqualTo(4000 / 3);
    }

    private void freeze(String name) throws IOException {
        Recording.freeze(journal.resolve(BlackBoxFiles.FOLDER).resolve(name), 9);
    }

    private byte[] capture() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> complaints = new ArrayList<>();
        write(out, complaints);
        assertThat(complaints).isEmpty();
        return out.toByteArray();
    }

    private Capture.Result write(ByteArrayOutputStream out, List<String> complaints) throws IOException {
        try (JournalSource source = JournalSource.open(journal)) {
            BlackBoxFiles boxes = new BlackBoxFiles(source);
            Capture.Result result = Capture.write(out, source, boxes);
            complaints.addAll(boxes.complaints());
            return result;
        }
    }

    /** The kinds of the blocks; fails where lengths do not lead from one to the next. */
    private static List<Integer> blockTypes(byte[] octets) {
        ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> types = new ArrayList<>();
        int at = 0;
        while (at < octets.length) {
            int length = in.getInt(at + 4);
            assertThat(length % 4).isZero();
            assertThat(in.getInt(at + length - 4)).isEqualTo(length);
            types.add(in.getInt(at));
            at += length;
        }
        return types;
    }
}
