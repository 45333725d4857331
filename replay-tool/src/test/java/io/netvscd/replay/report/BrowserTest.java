package io.netvscd.replay.report;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.replay.Incident;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in Debian's Chromium: what it shows, what it loads, and who can read it. */
class BrowserTest {
    private static final int PHONE_PX = 390;
    /** A sheet of A4 across, without its margins. */
    private static final int SHEET_PX = 1032;
    private static final int READABLE_PX = 12;
    private static final int TAB_STOPS_MAX = 60;

    @TempDir
    private static Path folder;
    private static Path report;
    private static Chromium chromium;
    private DevTools page;

    @BeforeAll
    static void makeTheReport() throws Exception {
        StoryReader reader = new StoryReader();
        Incident.of(ON_VF,
                "{ at = 400 ms, host = force-synthetic }",
                "{ at = 500 ms, netdev = address, name = vf0, ip = \"10.0.0.4/24\" }",
                "{ at = 2 s, vf = yank, name = vf0 }",
                "{ at = 2100 ms, send = 10, from = master, size = 100 }").journal().forEach(reader::accept);
        report = folder.resolve("report.html");
        Files.writeString(report, new ReportPage(reader.story(List.of())).text());
        chromium = Chromium.start(folder.resolve("profile"));
    }

    @AfterAll
    static void endTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openThePage() throws Exception {
        page = chromium.open(report);
        page.evaluate(new String(BrowserTest.class.getResourceAsStream("audit.js").readAllBytes(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void hasNoErrorInItsConsole() {
        assertThat(page.said("Runtime.exceptionThrown")).isEmpty();
        assertThat(page.said("Runtime.consoleAPICalled")).isEmpty();
        assertThat(page.said("Log.entryAdded")).isEmpty();
        page.close();
    }

    @Test
    void loadsNothingButItself() {
        assertThat(page.said("Network.requestWillBeSent"))
                .extracting(request -> request.at("/request/url").asText())
                .filteredOn(url -> !url.startsWith("data:"))
                .containsExactly(report.toUri().toString());
    }

    @Test
    void searchesAndFiltersAsOneTypes() throws Exception {
        int all = page.evaluate("document.querySelectorAll('#rows tbody tr').length").asInt();
        page.evaluate("document.getElementById('search').focus()");
        page.call("Input.insertText", "text", "HOSTFORCEDPATH");
        assertThat(counted()).as("the one that hears it, and the one that tells").isEqualTo("2 of " + all + " shown");

        page.evaluate("document.getElementById('owner').focus()");
        page.call("Input.dispatchKeyEvent", "type", "keyDown", "key", "m", "text", "m");
        assertThat(page.evaluate("document.getElementById('owner').value").asText()).isEqualTo("master/eth0");
        assertThat(counted()).isEqualTo("1 of " + all + " shown");

        page.evaluate("document.getElementById('search').select()");
        press("Delete", 46);
        assertThat(strings("Array.from(document.querySelectorAll('#rows tbody tr:not([hidden])'), row => row.dataset.owner)"))
                .hasSizeGreaterThan(1).containsOnly("master/eth0");
    }

    @Test
    void isWholeOnAPhone() throws Exception {
        size(PHONE_PX, 844, true);

        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(PHONE_PX);
        assertThat(strings("audit.cutOff()")).isEmpty();
        assertThat(strings("audit.smallText(" + READABLE_PX + ")")).isEmpty();
        assertThat(page.evaluate("document.querySelector('#rows').getBoundingClientRect().right <= " + PHONE_PX).asBoolean()).isTrue();
    }

    @Test
    void isATableOnAPhoneStill() throws Exception {
        size(PHONE_PX, 844, true);

        assertThat(roles()).containsEntry("table", 2L).containsKeys("row", "cell", "rowheader", "columnheader");
    }

    @Test
    void isWholeInPrintAndWithoutWhatNobodyCanUseThere() throws Exception {
        page.call("Emulation.setEmulatedMedia", "media", "print");
        size(SHEET_PX, 700, false);

        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(SHEET_PX);
        assertThat(strings("audit.cutOff()")).isEmpty();
        assertThat(page.evaluate("['#search', '#owner', '#changes', '.skip'].filter(what => "
                + "document.querySelector(what).checkVisibility())")).isEmpty();
        assertThat(counted()).endsWith(" shown");
    }

    @Test
    void isPrintedInColoursThatCanBeReadWhateverTheScreenHas() throws Exception {
        page.call("Emulation.setEmulatedMedia", "media", "print",
                "features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark")));

        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor").asText()).isEqualTo("rgb(255, 255, 255)");
        assertContrast();
    }

    @Test
    void isPrintedOnAFewSheets() throws Exception {
        byte[] pdf = Base64.getDecoder().decode(page.call("Page.printToPDF", "preferCSSPageSize", true).get("data").asText());

        int sheets = new String(pdf, StandardCharsets.ISO_8859_1).split("/Type */Page\\b(?!s)").length - 1;
        int rows = page.evaluate("document.querySelectorAll('#rows tbody tr').length").asInt();
        assertThat(sheets).isBetween(2, 3 + rows / 4);
    }

    @Test
    void hasEnoughContrastInLightAndDark() throws Exception {
        for (String scheme : List.of("light", "dark")) {
            page.call("Emulation.setEmulatedMedia", "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme)));
            assertContrast();
        }
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor").asText()).isNotEqualTo("rgb(255, 255, 255)");
    }

    @Test
    void isWalkedThroughWithTheTabKeyAndShowsWhereOneIs() throws Exception {
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < TAB_STOPS_MAX && !stops.contains("#t1-2"); i++) {
            press("Tab", 9);
            JsonNode focused = page.evaluate("audit.focused()");
            stops.add(focused.get("what").asText());
            assertThat(focused.get("seen").asBoolean()).as("one sees that %s has the focus", focused.get("what")).isTrue();
        }

        assertThat(stops).startsWith("#transitions", "The whole journal")
                .containsSubsequence("Latencies", "search", "owner", "changes", "Transitions", "#t1-1", "#t1-2");
    }

    @Test
    void obeysEnterAndSpace() throws Exception {
        press("Tab", 9);
        press("Enter", 13);
        press("Tab", 9);
        assertThat(page.evaluate("audit.focused().what").asText()).as("the skip link leads past the pictures").isEqualTo("search");

        page.evaluate("document.getElementById('changes').focus()");
        press(" ", 32);
        assertThat(page.evaluate("Array.from(document.querySelectorAll('#rows tbody tr:not([hidden])'))"
                + ".every(row => row.dataset.changes === 'true')").asBoolean()).isTrue();
    }

    @Test
    void followsALinkToARowThatTheFilterHides() throws Exception {
        page.evaluate("document.getElementById('search').focus()");
        page.call("Input.insertText", "text", "nothing has these words");
        String target = page.evaluate("document.querySelector('#causes a').getAttribute('href')").asText();
        page.evaluate("document.querySelector('#causes a').focus()");
        press("Enter", 13);

        page.evaluate("new Promise(done => { const look = () => document.querySelector('tr:target:not([hidden])') ? done(1) "
                + ": setTimeout(look, 20); look(); })");
        assertThat(page.evaluate("'#' + document.querySelector('tr:target').id").asText()).isEqualTo(target);
    }

    @Test
    void namesEverythingForAScreenReader() throws Exception {
        page.call("Accessibility.enable");
        List<JsonNode> nodes = nodes();
        List<String> nameless = nodes.stream()
                .filter(node -> List.of("link", "button", "searchbox", "combobox", "checkbox", "image", "region", "table")
                        .contains(role(node)))
                .filter(node -> !"table".equals(role(node)) && node.at("/name/value").asText().isBlank())
                .map(JsonNode::toString).toList();

        assertThat(nameless).isEmpty();
        assertThat(nodes).filteredOn(node -> role(node).equals("image")).isNotEmpty()
                .allSatisfy(picture -> assertThat(picture.at("/name/value").asText()).contains("One lane each"));
        assertThat(roles()).containsKeys("main", "banner", "search", "heading", "status", "columnheader", "rowheader");
    }

    @Test
    void isSoundAsADocument() throws Exception {
        assertThat(page.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
        assertThat(page.evaluate("document.title").asText()).isEqualTo("netvscd: eth0");
        assertThat(page.evaluate("document.compatMode").asText()).isEqualTo("CSS1Compat");
        assertThat(strings("audit.doubleIds()")).isEmpty();
        assertThat(strings("audit.deadLinks()")).isEmpty();
        assertThat(strings("Array.from(document.querySelectorAll('h1, h2, h3'), head => head.tagName)"))
                .startsWith("H1", "H2").containsOnlyOnce("H1");
    }

    private void assertContrast() throws IOException, InterruptedException {
        JsonNode found = page.evaluate("audit.contrast()");
        assertThat(found.get("poor")).isEmpty();
        assertThat(found.get("pairs").asInt()).isGreaterThan(20);
    }

    private String counted() throws IOException, InterruptedException {
        return page.evaluate("document.getElementById('count').innerText").asText();
    }

    private void size(int width, int height, boolean mobile) throws IOException, InterruptedException {
        page.call("Emulation.setDeviceMetricsOverride", "width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile);
    }

    private void press(String key, int code) throws IOException, InterruptedException {
        String text = key.equals("Enter") ? "\r" : key.equals(" ") ? key : "";
        page.call("Input.dispatchKeyEvent", "type", text.isEmpty() ? "rawKeyDown" : "keyDown", "key", key, "code",
                key.equals(" ") ? "Space" : key, "windowsVirtualKeyCode", code, "text", text);
        page.call("Input.dispatchKeyEvent", "type", "keyUp", "key", key, "windowsVirtualKeyCode", code);
    }

    private List<String> strings(String expression) throws IOException, InterruptedException {
        return StreamSupport.stream(page.evaluate(expression).spliterator(), false).map(JsonNode::asText).toList();
    }

    private Map<String, Long> roles() throws IOException, InterruptedException {
        return nodes().stream().collect(Collectors.groupingBy(BrowserTest::role, Collectors.counting()));
    }

    private List<JsonNode> nodes() throws IOException, InterruptedException {
        return StreamSupport.stream(page.call("Accessibility.getFullAXTree").get("nodes").spliterator(), false)
                .filter(node -> !node.get("ignored").asBoolean())
                .toList();
    }

    private static String role(JsonNode node) {
        return node.at("/role/value").asText();
    }
}
