package io.netvscd.replay.report;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.Incident;
import java.io.StringReader;
import java.util.List;
import java.util.stream.LongStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportPageTest {
    private static final String[] VF_YANKED = {
        ON_VF,
        "{ at = 500 ms, vf = yank, name = vf0 }",
        "{ at = 510 ms, send = 10, from = master, size = 100 }",
        "{ at = 900 ms, admin = mtu, value = 1400 }"
    };

    @Test
    void tellsInPlainWordsWhatMattersMost() {
        String page = page(Incident.of(VF_YANKED).journal());

        assertThat(page).contains("eth0 left the VF within a burst, because sending on it failed.",
                "It moved to the VF once, left it by order 0 times and by itself, because the VF failed, once.");
    }

    @Test
    void isTheSameEveryTime() {
        List<TransitionRecord> journal = Incident.of(VF_YANKED).journal();

        assertThat(page(journal)).isEqualTo(page(journal));
    }

    @Test
    void drawsALaneForEverybody() {
        assertThat(page(Incident.of(VF_YANKED).journal())).contains("eth0: host, channel", "PCI, netdevs", "eth0: VF ",
                "eth0: master", "eth0: data path", "eth0: frames a second", "Around what matters most");
    }

    @Test
    void drawsPicturesThatAreWellFormed() throws Exception {
        String page = page(Incident.of(VF_YANKED).journal());
        String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + "</svg>".length());
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);

        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

        assertThat(document.getElementsByTagName("title").getLength()).isGreaterThan(10);
    }

    @Test
    void escapesWhateverComesFromTheJournal() {
        TransitionRecord hostile = mark(1, "<script>alert('1')</script>\u202e\"&");

        String page = page(List.of(hostile));

        assertThat(page).doesNotContain("<script>alert", "\u202e").contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
    }

    @Test
    void forbidsEverythingButItsOwnScriptAndStyle() {
        String script = Resources.read("report.js");

        assertThat(page(List.of())).contains(
                "default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-", "<script>" + script + "</script>",
                Html.escape(Resources.hash(script))).doesNotContain("style=", "src=\"http");
    }

    @Test
    void saysThatAnEmptyJournalIsEmpty() {
        assertThat(page(List.of())).contains("The journal holds no transition.", "There is nothing to explain.");
    }

    @Test
    void showsALongJournalAroundWhatMatters() {
        List<TransitionRecord> journal = LongStream.rangeClosed(1, TransitionTable.ROWS + 10L).mapToObj(tick -> mark(tick, "x")).toList();

        String page = page(journal);

        assertThat(page).contains("The journal has 4010 transitions; these are the 4000 around", "id=\"t1-1\"")
                .doesNotContain("id=\"t1-4010\"");
    }

    @Test
    void warnsOfWhatTheJournalCouldNotKeep() {
        JournalGap gap = new JournalGap(1, "disk full", List.of(new JournalGap.LostRecords("master/eth0", 5, 7, 50, 60)));

        assertThat(new ReportPage(story(List.of(mark(1, "x")), List.of(gap))).text())
                .contains("7 records could not be kept", "records were lost in life 1: disk full");
    }

    @Test
    void leadsFromTheIncidentBackToTheOutside() {
        Story story = story(Incident.of(ON_VF, "{ at = 500 ms, host = force-synthetic }").journal(), List.of());

        assertThat(story.chain()).hasSizeGreaterThan(1);
        assertThat(story.chain().get(0).owner()).isEqualTo(OwnerId.channel("eth0"));
        assertThat(story.chain().get(story.chain().size() - 1))
                .isSameAs(story.entries().get(story.incident()).line().turn());
    }

    private static TransitionRecord mark(long tick, String text) {
        return new TransitionRecord(new Stamp(1, tick, tick * 1000, 0), OwnerId.WATCHER, new WatcherInput.OperatorMark(text),
                List.of(), List.of(), text, null);
    }

    private static String page(List<TransitionRecord> journal) {
        return new ReportPage(story(journal, List.of())).text();
    }

    private static Story story(List<TransitionRecord> journal, List<JournalGap> gaps) {
        StoryReader reader = new StoryReader();
        journal.forEach(reader::accept);
        return reader.story(gaps);
    }
}
