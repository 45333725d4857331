package io.netvscd.actors.daemon;

import io.netvscd.config.NicConfig;
import io.netvscd.config.ReceiveConfig;
import io.netvscd.config.SyntheticConfig;
import io.netvscd.config.VfConfig;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.AlarmPeriods;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.NicFacts;
import java.util.List;

/** A NIC's configuration as its owners and the journal know it. */
final class NicFactsOf {
    private NicFactsOf() {
    }

    static NicFacts config(NicConfig config) {
        SyntheticConfig synthetic = config.synthetic();
        VfConfig vf = config.vf();
        return new NicFacts(
                config.name(),
                MacAddress.parse(config.mac()),
                config.mtu(),
                vf.devices() == VfConfig.Devices.ANY,
                vf.takeoverDelay().toMillis(),
                synthetic.type() == SyntheticConfig.Type.NETDEV,
                synthetic.netdevBelow(),
                vf.flapLimit(),
                vf.flapHalfLife().toMillis(),
                synthetic.channels(),
                Bytes.parse(synthetic.receive().key()),
                table(synthetic.receive()),
                Bytes.parse(String.join("", synthetic.receive().groups()).replace(":", "")),
                new AlarmPeriods(
                        config.alarms().fallback().toMillis(),
                        config.alarms().noDriver().toMillis(),
                        config.alarms().noVf().toMillis()));
    }

    private static Bytes table(ReceiveConfig receive) {
        List<Integer> entries = receive.table();
        byte[] octets = new byte[entries.size()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = entries.get(i).byteValue();
        }
        return Bytes.of(octets);
    }
}
