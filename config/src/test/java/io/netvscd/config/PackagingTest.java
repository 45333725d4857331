package io.netvscd.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackagingTest {
    private static final Path PACKAGING = Path.of("packaging");

    @Test
    void theExampleConfigurationIsValidAndWritesDownTheDefaults() throws Exception {
        NetvscdConfig example = ConfigLoader.load(PACKAGING.resolve("netvscd.conf"));
        NetvscdConfig defaults = ConfigLoader.parse(
                "netvscd.nics = [ { name = eth0, mac = \"00:15:5d:0a:00:01\" } ]", "text");
        assertThat(example).isEqualTo(defaults);
    }

    @Test
    void theUnitReadsTheFileAndMakesTheFoldersThatTheDefaultsName() throws Exception {
        String unit = Files.readString(PACKAGING.resolve("netvscd.service"));
        assertThat(unit)
                .contains("run -c " + ConfigLoader.DEFAULT_FILE)
                .contains("StateDirectory=netvscd\n")
                .contains("RuntimeDirectory=netvscd\n");
        assertThat(ConfigLoader.DEFAULT_JOURNAL_DIR).startsWith("/var/lib/netvscd/");
        assertThat(ConfigLoader.DEFAULT_SOCKET).startsWith("/run/netvscd/");
    }

    @Test
    void theUnitMayOpenTheDeviceFilesOfTheDriverThatIsLoadedForIt() throws Exception {
        assertThat(Files.readAllLines(PACKAGING.resolve("uio_hv_generic.conf"))).contains("uio_hv_generic");
        assertThat(Files.readString(PACKAGING.resolve("netvscd.service")))
                .contains("DeviceAllow=char-uio rw\n").doesNotContain("ProtectKernelTunables=yes");
    }

    @Test
    void theUdevRuleTellsBothManagersToKeepOff() throws Exception {
        assertThat(Files.readString(PACKAGING.resolve("10-netvscd-vf.rules")))
                .contains("ENV{NM_UNMANAGED}=\"1\"")
                .contains("ENV{ID_NET_MANAGED_BY}=\"unmanaged\"")
                .contains("ENV{NETVSCD_VF}=\"1\"");
        assertThat(Files.readString(PACKAGING.resolve("01-netvscd-vf.network"))).contains("Property=NETVSCD_VF=1");
    }
}
