package io.netvscd.tests.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbered datagrams in both directions and pings from the peer, all at once; what of it arrived, and what arrived twice. */
final class Traffic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RATE = 200;
    private static final int PINGS_A_SECOND = 20;
    private static final int FRAME_BYTES = 200;
    private static final int OUT_PORT = 5301;
    private static final int IN_PORT = 5302;
    private static final int SINK_SECONDS_MORE = 30;
    private static final Pattern PINGED = Pattern.compile("(\\d+) packets transmitted, (\\d+) received(?:, \\+(\\d+) duplicates)?");

    private final List<CompletableFuture<String>> ends;

    private Traffic(List<CompletableFuture<String>> ends) {
        this.ends = ends;
    }

    /** Begins it; returns once it flows. */
    static Traffic begin(NetworkNamespace peer, String tool, GuestShell guest, int seconds) throws Exception {
        List<CompletableFuture<String>> ends = new ArrayList<>();
        ends.add(peer.start(() -> peer.command(tool, "datagram-sink", OUT_PORT + "", seconds + SINK_SECONDS_MORE + "")));
        ends.add(guest.begin("traffic datagram-sink " + IN_PORT + " " + (seconds + SINK_SECONDS_MORE)));
        TimeUnit.MILLISECONDS.sleep(700);
        ends.add(guest.begin("traffic datagram-source " + Fabric.PEER + " " + OUT_PORT + " " + FRAME_BYTES + " " + seconds + " " + RATE));
        ends.add(peer.start(() -> peer.command(tool, "datagram-source", GuestDaemon.ADDRESS, IN_PORT + "", FRAME_BYTES + "",
                seconds + "", RATE + "")));
        ends.add(peer.start(() -> peer.command("ping", "-q", "-W", "2", "-i", 1.0 / PINGS_A_SECOND + "",
                "-c", PINGS_A_SECOND * seconds + "", GuestDaemon.ADDRESS)));
        TimeUnit.MILLISECONDS.sleep(1_000);
        return new Traffic(ends);
    }

    /** Waits until it has ended. */
    Seen end() throws Exception {
        JsonNode out = JSON.readTree(ends.get(0).get());
        JsonNode in = JSON.readTree(ends.get(1).get());
        long sentOut = JSON.readTree(ends.get(2).get()).path("sent").asLong();
        long sentIn = JSON.readTree(ends.get(3).get()).path("sent").asLong();
        Matcher pings = PINGED.matcher(ends.get(4).get());
        assertThat(pings.find()).as("ping says how many").isTrue();
        long answered = Long.parseLong(pings.group(2));
        return new Seen(Stream.of(out, sentOut), Stream.of(in, sentIn), Long.parseLong(pings.group(1)), answered,
                pings.group(3) == null ? 0 : Long.parseLong(pings.group(3)));
    }

    /** One direction: {@code last} says whether the end of the stream arrived. */
    record Stream(long sent, long lost, long twice, boolean last) {
        static Stream of(JsonNode sink, long sent) {
            return new Stream(sent, sent - sink.path("taken").asLong(), sink.path("twice").asLong(),
                    sink.path("last").asLong() == sent - 1);
        }

        @Override
        public String toString() {
            return lost + " of " + sent + " lost" + (twice == 0 ? "" : ", " + twice + " TWICE") + (last ? "" : ", then SILENCE");
        }
    }

    /** What was seen of it. */
    record Seen(Stream out, Stream in, long pings, long answered, long answeredTwice) {
        /** That every datagram and answer came once. */
        Seen complete() {
            assertThat(List.of(out.lost(), in.lost())).as("lost: %s", this).isEqualTo(Collections.nCopies(2, 0L));
            assertThat(answered).as("answered pings: %s", this).isEqualTo(pings);
            return once();
        }

        /** That what was lost is less than a part of it, and that it flowed to its end. */
        Seen lostLessThan(double part) {
            for (Stream direction : List.of(out, in)) {
                assertThat(direction.lost()).as("lost: %s", this).isLessThan((long) (part * direction.sent()));
            }
            assertThat(out.last() && in.last()).as("the stream goes on: %s", this).isTrue();
            return once();
        }

        /** That nothing came twice. */
        Seen once() {
            assertThat(out.twice() + in.twice() + answeredTwice).as("doubled: %s", this).isZero();
            return this;
        }

        @Override
        public String toString() {
            return "out " + out + "; in " + in + "; pings " + (pings - answered) + " of " + pings + " unanswered"
                    + (answeredTwice == 0 ? "" : ", " + answeredTwice + " TWICE");
        }
    }
}
