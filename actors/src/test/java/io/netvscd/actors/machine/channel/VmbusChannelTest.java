package io.netvscd.actors.machine.channel;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.actors.machine.MachineTest;

/** All cases of the channel together, so that the rows that none of them takes are named. */
class VmbusChannelTest extends MachineTest<ChannelState>
        implements LifeCases, HandshakeCases, RefusalCases, HostCases, SwitchCases, RequestCases, SettingCases,
        KeepaliveCases, SubchannelCases, LinkCases {
    VmbusChannelTest() {
        super(VmbusChannel::new, ChannelFixture.OWNER);
    }

    @Override
    public MachineRun<ChannelState> newLife() {
        return given();
    }
}
