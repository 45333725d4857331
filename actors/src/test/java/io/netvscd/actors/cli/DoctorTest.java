package io.netvscd.actors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    Path root;

    @Test
    void namesWhatIsMissingOnABareMachine() {
        Map<String, Doctor.Finding> findings = examine();

        assertThat(findings.get("rights").verdict()).isEqualTo(Doctor.Verdict.MISSING);
        assertThat(findings.get("tun").text()).contains("modprobe tun");
        assertThat(findings.get("netlink").verdict()).isEqualTo(Doctor.Verdict.MISSING);
        assertThat(findings.get("hyper-v").text()).contains("not a Hyper-V guest");
        assertThat(findings.get("managers").verdict()).isEqualTo(Doctor.Verdict.OK);
    }

    @Test
    void knowsBothRightsByTheirBits() throws IOException {
        write("proc/self/status", "Name:\tjava\nCapEff:\t0000000000003000\n");
        assertThat(examine().get("rights").verdict()).isEqualTo(Doctor.Verdict.OK);

        write("proc/self/status", "CapEff:\t0000000000001000\n");
        assertThat(examine().get("rights").verdict()).isEqualTo(Doctor.Verdict.MISSING);
    }

    @Test
    void findsTheNetworkDevicesOfHyperVAndTheirDrivers() throws IOException {
        write("sys/bus/vmbus/devices/aaaa/class_id", "{f8615163-df3e-46c5-913f-f2d2f965ed0e}\n");
        write("sys/bus/vmbus/devices/bbbb/class_id", "{ba6163d9-04a1-4d29-b605-72e2ffb1dc7f}\n");
        Path driver = Files.createDirectories(root.resolve("sys/bus/vmbus/drivers/hv_netvsc"));
        Files.createSymbolicLink(root.resolve("sys/bus/vmbus/devices/aaaa/driver"), driver);

        assertThat(examine().get("hyper-v").text()).isEqualTo("aaaa (hv_netvsc)");
    }

    @Test
    void showsDevicesThatShareAMacAndManagersThatMayFight() throws IOException {
        for (String name : new String[] {"eth0", "enP2s1"}) {
            write("sys/class/net/" + name + "/address", "00:15:5d:0a:00:01\n");
            Files.createDirectories(root.resolve("sys/class/net/" + name + "/device"));
        }
        Files.createDirectories(root.resolve("run/NetworkManager"));

        assertThat(examine().get("vf").text()).isEqualTo("00:15:5d:0a:00:01 on enP2s1 and eth0");
        assertThat(examine().get("managers").verdict()).isEqualTo(Doctor.Verdict.WARNING);
    }

    private Map<String, Doctor.Finding> examine() {
        return new Doctor(root).examine().stream().collect(Collectors.toMap(Doctor.Finding::name, finding -> finding));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }
}
