package io.netvscd.journal.akka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.persistence.PersistentRepr;
import akka.persistence.PersistentRepr$;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private final List<Long> heard = new ArrayList<>();

    @Test
    void theOwnerHearsEveryRecordInOrder() {
        try (HandOver records = new HandOver(record -> heard.add(record.sequenceNr()))) {
            LongStream.rangeClosed(1, 1_234).forEach(number -> records.add(record(number)));
        }

        assertThat(heard).containsExactlyElementsOf(LongStream.rangeClosed(1, 1_234).boxed().toList());
    }

    @Test
    void whatPrecedesDamageIsHandedOverAllTheSame() {
        assertThatThrownBy(() -> {
            try (HandOver records = new HandOver(record -> heard.add(record.sequenceNr()))) {
                records.add(record(1));
                throw new IllegalStateException("damaged");
            }
        }).hasMessage("damaged");

        assertThat(heard).containsExactly(1L);
    }

    private static PersistentRepr record(long number) {
        return PersistentRepr$.MODULE$.apply("payload", number, "owner", "", false, null, "writer");
    }
}
