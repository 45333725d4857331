package io.netvscd.tests.bench.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PerfStacksTest {
    @Test
    void eachStackIsALineFromItsOutermostFrameAndHowOftenItWasSeen() {
        String stack = "traffic \n\tffffffff81a tcp_sendmsg\n\tffffffff81b __x64_sys_sendto\n\t    7f12 [unknown]\n\n";
        String other = "ksoftirqd/0 \n\tffffffff81c net_rx_action\n\n";
        assertThat(PerfStacks.collapse((stack + other + stack).lines().toList())).containsExactly(
                "traffic;[unknown];__x64_sys_sendto;tcp_sendmsg 2", "ksoftirqd/0;net_rx_action 1");
    }

    @Test
    void idlenessIsLeftOut() {
        assertThat(PerfStacks.collapse("swapper \n\tffffffff81a pv_native_safe_halt\n\n".lines().toList())).isEmpty();
    }
}
