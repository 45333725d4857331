package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Goal: no octets that an OID is set to or answered with make a reader of them fail, and what one understood it can say
 * again. Method: Jazzer; in an ordinary build the committed inputs only.
 */
class OidFuzzTest {
    @FuzzTest
    void anyInformation(byte[] input) {
        Information any = Information.of(input);
        ScaleParameters.read(any, ScaleParameters.OFF).ifPresent(read ->
                assertThat(ScaleParameters.read(read.encode(), ScaleParameters.OFF)).contains(read));
        ScaleCapabilities.of(any).ifPresent(read ->
                assertThat(ScaleCapabilities.of(read.answer())).contains(read));
        NetworkAddress.read(any).ifPresent(read ->
                assertThat(NetworkAddress.read(NetworkAddress.of(read))).contains(read));
        MulticastList.read(any).ifPresent(read -> assertThat(MulticastList.of(read)).isEqualTo(any));
        OffloadCapabilities.of(any).ifPresent(read ->
                assertThat(OffloadCapabilities.of(read.answer(OffloadCapabilities.question(3)))).contains(read));
        OffloadParameters.read(any, Offload.NONE).ifPresent(read ->
                assertThat(OffloadParameters.read(OffloadParameters.of(read, 0x60001), Offload.NONE)).hasValue(read));
    }
}
