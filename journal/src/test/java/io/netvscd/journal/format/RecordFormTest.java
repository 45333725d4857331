package io.netvscd.journal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.vocabulary.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecordFormTest {
    private static final String UUID = "9c4f3f0e-6f1b-4b43-9d5e-0f2b8a7c1d3e";

    @Test
    void entriesComeBackEqual() {
        List<Entry> entries = List.of(
                entry("master/eth0", UUID, new Stamp(1, 2, -3, 4), 1),
                entry(UUID, "", Entry.NO_STAMP, Integer.MIN_VALUE),
                entry("Überlauf", UUID.toUpperCase(Locale.ROOT), new Stamp(-1, Long.MIN_VALUE, Long.MAX_VALUE, -1), -1),
                entry("", "9c4f3f0e-6f1b-4b43-9d5e-0f2b8a7c1d3g", new Stamp(7, 8, 9, 10), 0));
        Group group = Group.open(104, Group.encode(new Head(100, new byte[Head.HASH_BYTES]), octets(entries)));
        List<Entry> read = new ArrayList<>();
        while (group.hasNext()) {
            read.add(group.next());
        }
        assertThat(read).usingRecursiveComparison().isEqualTo(entries);
    }

    @Test
    void aWritersUuidTakesSixteenOctets() {
        int with = RecordForm.encode(entry("a", UUID, Entry.NO_STAMP, 1)).length;
        int without = RecordForm.encode(entry("a", "", Entry.NO_STAMP, 1)).length;
        assertThat(with - without).isEqualTo(16);
    }

    @Test
    void anOwnersRecordsAreKnownByTheirMark() {
        byte[] octets = Group.encode(Head.START, octets(List.of(
                entry("vf/eth0/1", "", Entry.NO_STAMP, 1), entry("vf/eth0/12", "", Entry.NO_STAMP, 1))));
        Group group = Group.open(2, octets);
        assertThat(group.isNextOf(RecordForm.ownerMark("vf/eth0/1"))).isTrue();
        assertThat(group.isNextOf(RecordForm.ownerMark("vf/eth0/12"))).isFalse();
        group.skip();
        assertThat(group.isNextOf(RecordForm.ownerMark("vf/eth0/1"))).isFalse();
        assertThat(group.next().persistenceId()).isEqualTo("vf/eth0/12");
    }

    @Test
    void everyFlippedBitOfARecordIsFound() {
        byte[] octets = Group.encode(Head.START, octets(List.of(entry("master/eth0", UUID, new Stamp(1, 2, 3, 4), 5))));
        int header = octets.length - RecordForm.encode(entry("master/eth0", UUID, new Stamp(1, 2, 3, 4), 5)).length;
        for (int bit = header * 8; bit < octets.length * 8; bit++) {
            byte[] flipped = octets.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Group.open(1, flipped).next()).as("bit " + bit).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<byte[]> octets(List<Entry> entries) {
        return entries.stream().map(RecordForm::encode).toList();
    }

    private static Entry entry(String owner, String writer, Stamp stamp, int serializer) {
        return new Entry(owner, 12, writer, serializer, "T:1", "", stamp, new byte[] {1, 2, 3});
    }
}
