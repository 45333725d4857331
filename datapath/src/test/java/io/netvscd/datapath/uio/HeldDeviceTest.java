package io.netvscd.datapath.uio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.uio.BindingRecord.Holder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldDeviceTest {
    @TempDir
    private Path root;

    private final AtomicInteger ends = new AtomicInteger();
    private FakeKernel kernel;

    @BeforeEach
    void boot() throws IOException {
        kernel = FakeKernel.modern(root);
    }

    private HeldDevice take(String instance, String mac) throws IOException {
        return HeldDevice.take(kernel.paths, kernel, looks -> looks < 3, instance, MacAddress.parse(mac));
    }

    private String driver() throws IOException {
        return kernel.device(FakeKernel.ETH0).driver();
    }

    private UioListener counting() {
        return new UioListener() {
            @Override
            public void rescinded() {
                throw new AssertionError("nobody rescinded it");
            }

            @Override
            public void closed() {
                ends.incrementAndGet();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeKernel.ETH0, ""})
    void isBoundWhileItIsHeld(String instance) throws IOException {
        HeldDevice held = take(instance, FakeKernel.MAC0);
        assertThat(held.instance()).isEqualTo(FakeKernel.ETH0);
        assertThat(driver()).isEqualTo("uio_hv_generic");

        held.giveBack();

        assertThat(driver()).isEqualTo("hv_netvsc");
    }

    @Test
    void staysBoundWhenItWasBoundByHand() throws IOException {
        kernel.binding().bind(kernel.device(FakeKernel.ETH0), Holder.COMMAND);

        take("", FakeKernel.MAC0).giveBack();

        assertThat(driver()).isEqualTo("uio_hv_generic");
    }

    @Test
    void goesBackAtTheEndOfALaterLifeWhenTheFirstCrashed() throws IOException {
        take("", FakeKernel.MAC0);

        take("", FakeKernel.MAC0).giveBack();

        assertThat(driver()).isEqualTo("hv_netvsc");
    }

    @Test
    void isRefusedWithAnotherAddressThanConfigured() throws IOException {
        assertThatThrownBy(() -> take(FakeKernel.ETH0, FakeKernel.MAC1))
                .hasMessageContaining(FakeKernel.ETH0 + " has the address " + FakeKernel.MAC0)
                .hasMessageContaining("the configuration says " + FakeKernel.MAC1);
        assertThat(driver()).isEqualTo("hv_netvsc");
        kernel.binding().bind(kernel.device(FakeKernel.ETH0), Holder.COMMAND);
        assertThatThrownBy(() -> take(FakeKernel.ETH0, FakeKernel.MAC1)).hasMessageContaining(FakeKernel.MAC0);
    }

    @Test
    void opensAsOftenAsItIsClosed() throws IOException {
        HeldDevice held = take("", FakeKernel.MAC0);

        held.open(counting()).close();
        held.open(counting()).close();

        assertThat(ends).hasValue(2);
    }

    @Test
    void isBoundAgainWhenTheHostOffersItAnew() throws IOException {
        HeldDevice held = take("", FakeKernel.MAC0);
        kernel.replug(FakeKernel.ETH0);
        assertThat(driver()).isEqualTo("hv_netvsc");

        held.open(counting()).close();

        assertThat(driver()).isEqualTo("uio_hv_generic");
        held.giveBack();
        assertThat(driver()).isEqualTo("hv_netvsc");
    }

    @Test
    void leavesNothingBehindOnAnOlderKernelEither() throws IOException {
        kernel = new FakeKernel(root.resolve("older"), false);
        HeldDevice held = take("", FakeKernel.MAC0);
        kernel.replug(FakeKernel.ETH0);
        held.open(counting()).close();

        held.giveBack();

        assertThat(driver()).isEqualTo("hv_netvsc");
        assertThat(kernel.written).contains("remove_id " + NetvscSysfs.CLASS_ID);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void staysBoundByHandAlsoWhenTheHostOffersItAnew(boolean recorded) throws IOException {
        kernel.binding().bind(kernel.device(FakeKernel.ETH0), Holder.COMMAND);
        if (!recorded) {
            FakeKernel.delete(kernel.paths.records().resolve(FakeKernel.ETH0));
        }
        HeldDevice held = take(FakeKernel.ETH0, FakeKernel.MAC0);
        kernel.replug(FakeKernel.ETH0);
        held.open(counting()).close();

        held.giveBack();

        assertThat(driver()).isEqualTo("uio_hv_generic");
    }

    @Test
    void cannotBeOpenedWhileTheHostHasTakenItBack() throws IOException {
        HeldDevice held = take("", FakeKernel.MAC0);
        kernel.unplug(FakeKernel.ETH0);

        assertThatThrownBy(() -> held.open(counting())).isInstanceOf(NetvscNotFound.class);
        assertThatThrownBy(held::giveBack).isInstanceOf(NetvscNotFound.class);
    }
}
