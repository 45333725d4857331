package io.netvscd.datapath.uio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.uio.BindingRecord.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverBindingTest {
    @TempDir
    private Path root;

    private FakeKernel kernel;

    @BeforeEach
    void boot() throws IOException {
        kernel = FakeKernel.modern(root.resolve("modern"));
    }

    private BindingChange bind() throws IOException {
        return kernel.binding().bind(kernel.device(FakeKernel.ETH0), Holder.COMMAND);
    }

    private BindingChange unbind() throws IOException {
        return kernel.binding().unbind(kernel.device(FakeKernel.ETH0));
    }

    private void olderKernel() throws IOException {
        kernel = new FakeKernel(root.resolve("older"), false);
    }

    @Test
    void bindsOneDeviceByItsOverride() throws IOException {
        assertThat(bind()).isEqualTo(
                new BindingChange(FakeKernel.ETH0, true, "uio_hv_generic", "eth0", "uio0"));

        assertThat(kernel.written).containsExactly(
                "unbind " + FakeKernel.ETH0, "driver_override uio_hv_generic", "bind " + FakeKernel.ETH0);
        assertThat(kernel.device(FakeKernel.ETH1).driver()).isEqualTo("hv_netvsc");
    }

    @Test
    void bindsByItsClassWhereThereIsNoOverride() throws IOException {
        olderKernel();

        assertThat(bind().uio()).isEqualTo("uio0");

        assertThat(kernel.written).containsExactly("unbind " + FakeKernel.ETH0, "new_id " + NetvscSysfs.CLASS_ID);
        assertThat(kernel.device(FakeKernel.ETH1).driver()).isEqualTo("hv_netvsc");
    }

    @Test
    void bindsByItsClassWhereTheDriverTakesThatAlready() throws IOException {
        olderKernel();
        kernel.write(kernel.paths.sysfs().resolve("bus/vmbus/drivers/uio_hv_generic/new_id"), NetvscSysfs.CLASS_ID);
        kernel.written.clear();

        assertThat(bind().changed()).isTrue();
        unbind();

        assertThat(kernel.written)
                .contains("bind " + FakeKernel.ETH0).doesNotContain("remove_id " + NetvscSysfs.CLASS_ID);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bringsBackWhatWas(boolean overrides) throws IOException {
        kernel = new FakeKernel(root.resolve("kernel"), overrides);
        NetvscDevice before = kernel.device(FakeKernel.ETH0);
        bind();

        assertThat(unbind()).isEqualTo(new BindingChange(FakeKernel.ETH0, true, "hv_netvsc", "eth0", ""));

        assertThat(kernel.device(FakeKernel.ETH0)).isEqualTo(before);
        assertThat(kernel.paths.records()).isEmptyDirectory();
        kernel.written.clear();
        assertThat(bind().changed()).isTrue();
    }

    @Test
    void takesItsOverrideAwayAgain() throws IOException {
        bind();
        unbind();

        assertThat(kernel.written).contains("driver_override \\n");
    }

    @Test
    void mayBeRepeated() throws IOException {
        bind();
        kernel.written.clear();
        assertThat(bind()).isEqualTo(
                new BindingChange(FakeKernel.ETH0, false, "uio_hv_generic", "eth0", "uio0"));
        assertThat(kernel.written).isEmpty();

        unbind();
        kernel.written.clear();
        assertThat(unbind().changed()).isFalse();
        assertThat(kernel.written).isEmpty();
    }

    @Test
    void saysHowToGetTheDriver() throws IOException {
        Files.delete(kernel.paths.sysfs().resolve("bus/vmbus/drivers/uio_hv_generic"));

        assertThatThrownBy(this::bind).hasMessageContaining("modprobe uio_hv_generic");
        assertThat(kernel.written).isEmpty();
        assertThat(kernel.paths.records()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"unbind, true", "driver_override, true", "bind, true", "unbind, false", "new_id, false"})
    void leavesTheDeviceAsItWasWhenAStepFails(String file, boolean overrides) throws IOException {
        kernel = new FakeKernel(root.resolve("kernel"), overrides);
        NetvscDevice before = kernel.device(FakeKernel.ETH0);
        kernel.refused.put(file, Errno.ENOMEM);

        assertThatThrownBy(this::bind).hasMessageContaining("ENOMEM").hasMessageContaining(file)
                .hasMessageNotContaining("could not be undone");

        assertThat(kernel.device(FakeKernel.ETH0)).isEqualTo(before);
        assertThat(kernel.paths.records()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesTheDeviceAsItWasWhenNoDeviceFileComes(boolean overrides) throws IOException {
        kernel = new FakeKernel(root.resolve("kernel"), overrides);
        NetvscDevice before = kernel.device(FakeKernel.ETH0);
        kernel.makesDeviceFiles = false;

        assertThatThrownBy(this::bind).hasMessageContaining("has not come").hasMessageContaining("dmesg")
                .hasMessageNotContaining("could not be undone");

        assertThat(kernel.device(FakeKernel.ETH0)).isEqualTo(before);
    }

    @Test
    void saysWhatCouldNotBeUndone() throws IOException {
        kernel.refused.put("bind", Errno.ENOMEM);
        kernel.alwaysRefused = "bind";

        assertThatThrownBy(this::bind).hasMessageContaining("ENOMEM").hasMessageContaining("could not be undone")
                .hasMessageContaining("hv_netvsc/bind");
    }

    @Test
    void refusesToTakeADeviceFromUnderAProcess() throws IOException {
        bind();
        Path process = kernel.paths.proc().resolve("4242");
        FakeKernel.put(process.resolve("comm"), "dpdk-testpmd");
        Files.createDirectories(process.resolve("fd"));
        Files.createSymbolicLink(process.resolve("fd/17"), kernel.paths.dev().resolve("uio0"));

        assertThatThrownBy(this::unbind).hasMessageContaining("uio0 is in use by dpdk-testpmd (pid 4242)");
        assertThat(kernel.device(FakeKernel.ETH0).driver()).isEqualTo("uio_hv_generic");
    }

    @Test
    void mayBeRepeatedAfterAnUnbindingThatFailedHalfWay() throws IOException {
        bind();
        kernel.refused.put("bind", Errno.ENOMEM);
        assertThatThrownBy(this::unbind).hasMessageContaining("ENOMEM");

        assertThat(unbind().netdev()).isEqualTo("eth0");
    }

    @Test
    void givesADeviceThatOthersBoundToTheKernelsOwnDriver() throws IOException {
        bind();
        Files.delete(kernel.paths.records().resolve(FakeKernel.ETH0));

        assertThat(unbind().netdev()).isEqualTo("eth0");
        assertThat(kernel.written).contains("driver_override \\n");
    }

    @Test
    void findsABoundDeviceByWhatItWas() throws IOException {
        bind();
        NetvscDevices devices = new NetvscDevices(kernel.paths);

        assertThat(devices.find("eth0").instance()).isEqualTo(FakeKernel.ETH0);
        assertThat(devices.find(FakeKernel.MAC0.toUpperCase(Locale.ROOT)).instance()).isEqualTo(FakeKernel.ETH0);
        assertThat(devices.find(FakeKernel.ETH0).uio()).isEqualTo("uio0");
        assertThat(devices.find("eth1").instance()).isEqualTo(FakeKernel.ETH1);
        assertThat(devices.record(devices.find("eth0")).orElseThrow().holder()).isEqualTo(Holder.COMMAND);
    }

    @Test
    void forgetsRecordsOfAnEarlierBoot() throws IOException {
        bind();
        kernel.reboot();

        assertThat(new BindingRecords(kernel.paths).load(FakeKernel.ETH0)).isEmpty();
        assertThat(new BindingRecords(kernel.paths).all()).isEmpty();
    }

    @Test
    void namesARecordThatCannotBeUnderstood() throws IOException {
        bind();
        Path record = kernel.paths.records().resolve(FakeKernel.ETH0);
        Files.writeString(record, Files.readString(record).replace("holder=COMMAND", "holder=NOBODY"));

        assertThatThrownBy(this::unbind).hasMessageContaining(record.toString()).hasMessageContaining("NOBODY")
                .hasMessageContaining("remove it");
    }

    @Test
    void writesIntoFilesThatAreThereAndMakesNone() throws IOException {
        Path file = Files.writeString(root.resolve("attribute"), "");
        SysfsWriter.kernel().write(file, "value\n");

        assertThat(file).hasContent("value\n");
        assertThatThrownBy(() -> SysfsWriter.kernel().write(root.resolve("absent"), "value"))
                .hasMessageContaining("absent").hasMessageContaining("ENOENT");
        assertThat(root.resolve("absent")).doesNotExist();
    }
}
