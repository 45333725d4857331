package io.netvscd.datapath.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.linux.NetworkNamespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A monitor whose thread has ended is replaced, and what happened meanwhile is made up for. */
@Timeout(60)
class KeptLinkMonitorTest {
    @TempDir
    Path sysfs;

    private final RecordingListener heard = new RecordingListener();
    private final List<LinkMonitor> opened = new ArrayList<>();
    private NetworkNamespace namespace;
    private KeptLinkMonitor kept;

    @BeforeEach
    void listen() throws Exception {
        namespace = NetworkNamespace.create("kept");
        kept = namespace.call(() -> new KeptLinkMonitor(() -> {
            LinkMonitor monitor = LinkMonitor.open(sysfs, heard);
            opened.add(monitor);
            return monitor;
        }, heard));
        kept.start();
    }

    @AfterEach
    void stopListening() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {kept, namespace}) {
            if (each != null) {
                each.close();
            }
        }
    }

    private void askForADump() throws Exception {
        namespace.run(kept::dump);
    }

    @Test
    void anotherOneTakesThePlaceOfOneThatEnded() throws Exception {
        opened.get(0).close();
        namespace.ip("link add v0 type veth peer name p0");

        askForADump();

        heard.awaitText("overrun");
        assertThat(heard.awaitDump()).extracting(LinkMessage::name).contains("v0", "p0");
        namespace.ip("link set v0 name vf0");
        heard.await(link -> link.name().equals("vf0"));
        assertThat(opened).hasSize(2);
    }

    @Test
    void oneThatListensIsLeftAlone() throws Exception {
        askForADump();

        heard.awaitDump();
        assertThat(opened).hasSize(1);
        assertThat(heard.texts()).doesNotContain("overrun");
    }

    @Test
    void onceClosedItOpensNoOther() throws Exception {
        kept.close();

        askForADump();

        assertThat(opened).hasSize(1);
    }
}
