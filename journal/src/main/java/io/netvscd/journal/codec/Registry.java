package io.netvscd.journal.codec;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.PortCounters;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.ChannelLimits;
import io.netvscd.journal.vocabulary.ChannelMemory;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.HandshakeStep;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.LinkChange;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfEvent;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.VfSettings;
import io.netvscd.journal.vocabulary.WatcherEvent;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fixed numbers of the stored types. Append only: a number is never given to another type and never goes away, since journals
 * that hold it are read for ever. A test compares this table, and the shape of every type in it, with a committed list.
 */
public final class Registry {
    private static final SortedMap<Integer, Class<?>> TYPES = new TreeMap<>();

    private static final boolean[] HELD;

    static {
        add(16, Stamp.class);
        add(17, OwnerId.class);
        add(18, OwnerId.Kind.class);
        add(19, TransitionRecord.class);
        add(20, JournalGap.class);
        add(21, JournalGap.LostRecords.class);
        add(22, MacAddress.class);
        add(23, Bytes.class);
        add(24, DataPath.class);
        add(25, PortCounters.class);
        add(26, Checkpoint.class);
        add(27, NicFacts.class);
        add(28, Netdev.class);
        add(29, NetdevSetting.class);
        add(30, VfSettings.class);
        add(31, ServiceState.class);
        add(32, SwitchOutcome.class);
        add(33, TimerName.class);
        add(34, HandshakeStep.class);
        add(35, ChannelLimits.class);
        add(36, ChannelMemory.class);
        add(37, TimerFired.class);
        add(38, Action.Tell.class);
        add(39, Action.StartTimer.class);
        add(40, Action.CancelTimer.class);
        add(41, Action.OrderDatapath.class);
        add(42, Action.SendMessage.class);
        add(43, Action.SendCompletion.class);
        add(44, Action.SendRndis.class);
        add(45, Action.ConfigureChannel.class);
        add(46, Action.CloseChannel.class);
        add(47, Action.AwaitOffer.class);
        add(48, Action.RequestDump.class);
        add(49, Action.SetNetdev.class);
        add(50, Action.LetGo.class);
        add(51, Action.SetMasterCarrier.class);
        add(52, DatapathOrder.AttachSyntheticPort.class);
        add(53, DatapathOrder.DetachSyntheticPort.class);
        add(54, DatapathOrder.AttachVfPort.class);
        add(55, DatapathOrder.DetachVfPort.class);
        add(56, DatapathOrder.UseDataPath.class);
        add(57, DatapathOrder.OpenMaster.class);
        add(58, DatapathOrder.AnnouncePeers.class);
        add(59, ChannelInput.ChannelStarted.class);
        add(60, ChannelInput.ChannelStop.class);
        add(61, ChannelInput.ChannelOffered.class);
        add(62, ChannelInput.ChannelRescinded.class);
        add(63, ChannelInput.HostMessage.class);
        add(64, ChannelInput.HostCompletion.class);
        add(65, ChannelInput.HostRndis.class);
        add(66, ChannelInput.HostMalformed.class);
        add(67, ChannelInput.RingCorrupt.class);
        add(68, ChannelInput.RingFull.class);
        add(69, ChannelInput.SwitchRequested.class);
        add(70, ChannelInput.SwitchWithdrawn.class);
        add(71, ChannelInput.ReceiveModeRequested.class);
        add(72, ChannelInput.MtuRequested.class);
        add(73, WatcherInput.WatcherStarted.class);
        add(74, WatcherInput.WatcherStop.class);
        add(75, WatcherInput.NetdevSeen.class);
        add(76, WatcherInput.NetdevGone.class);
        add(77, WatcherInput.NetdevGoingDown.class);
        add(78, WatcherInput.PciAdded.class);
        add(79, WatcherInput.PciRemoved.class);
        add(80, WatcherInput.FunctionService.class);
        add(81, WatcherInput.AddressChanged.class);
        add(82, WatcherInput.WatcherOverrun.class);
        add(83, WatcherInput.NetdevDump.class);
        add(84, VfInput.VfAppeared.class);
        add(85, VfInput.VfChanged.class);
        add(86, VfInput.VfGoingDown.class);
        add(87, VfInput.VfVanished.class);
        add(88, VfInput.VfService.class);
        add(89, VfInput.VfAddress.class);
        add(90, VfInput.VfJoin.class);
        add(91, VfInput.VfFollow.class);
        add(92, VfInput.VfActivated.class);
        add(93, VfInput.VfReleased.class);
        add(94, VfInput.VfDismissed.class);
        add(95, VfInput.VfNetdevResult.class);
        add(96, MasterInput.MasterStarted.class);
        add(97, MasterInput.MasterStop.class);
        add(98, MasterInput.AdminChanged.class);
        add(99, MasterInput.MtuChanged.class);
        add(100, MasterInput.MacChanged.class);
        add(101, MasterInput.PromiscuousChanged.class);
        add(102, MasterInput.ChannelOpened.class);
        add(103, MasterInput.ChannelClosed.class);
        add(104, MasterInput.HostLinkChanged.class);
        add(105, MasterInput.VfAssociated.class);
        add(106, MasterInput.HostForcedPath.class);
        add(107, MasterInput.SwitchEnded.class);
        add(108, MasterInput.VfPresented.class);
        add(109, MasterInput.VfReadiness.class);
        add(110, MasterInput.VfDeparting.class);
        add(111, MasterInput.VfLost.class);
        add(112, MasterInput.DatapathApplied.class);
        add(113, MasterInput.DatapathFellBack.class);
        add(114, ChannelEvent.ChannelReset.class);
        add(115, ChannelEvent.NegotiationBegun.class);
        add(116, ChannelEvent.StepAwaited.class);
        add(117, ChannelEvent.VersionAgreed.class);
        add(118, ChannelEvent.BuffersAgreed.class);
        add(119, ChannelEvent.RndisInitialised.class);
        add(120, ChannelEvent.ChannelReady.class);
        add(121, ChannelEvent.AssociationNoted.class);
        add(122, ChannelEvent.LinkNoted.class);
        add(123, ChannelEvent.ReceiveModeNoted.class);
        add(124, ChannelEvent.MtuNoted.class);
        add(125, ChannelEvent.SwitchSent.class);
        add(126, ChannelEvent.SwitchDeferred.class);
        add(127, ChannelEvent.SwitchSettled.class);
        add(128, ChannelEvent.RequestSent.class);
        add(129, ChannelEvent.RequestAnswered.class);
        add(130, ChannelEvent.TimerArmed.class);
        add(131, ChannelEvent.ChannelFailed.class);
        add(132, ChannelEvent.ChannelGone.class);
        add(133, ChannelEvent.RescindNoted.class);
        add(134, WatcherEvent.WatchBegun.class);
        add(135, WatcherEvent.WatchEnded.class);
        add(136, WatcherEvent.DumpAwaited.class);
        add(137, WatcherEvent.DumpTaken.class);
        add(138, WatcherEvent.NetdevNoted.class);
        add(139, WatcherEvent.NetdevForgotten.class);
        add(140, WatcherEvent.VfRecognised.class);
        add(141, WatcherEvent.FunctionNoted.class);
        add(142, WatcherEvent.FunctionForgotten.class);
        add(143, VfEvent.Appeared.class);
        add(144, VfEvent.Joined.class);
        add(145, VfEvent.TakenOver.class);
        add(146, VfEvent.NetdevChanged.class);
        add(147, VfEvent.SettingsChanged.class);
        add(148, VfEvent.SettingRefused.class);
        add(149, VfEvent.SettingTaken.class);
        add(150, VfEvent.ReadinessNoted.class);
        add(151, VfEvent.Carrying.class);
        add(152, VfEvent.CarryingEnded.class);
        add(153, VfEvent.DepartureBegun.class);
        add(154, VfEvent.ServiceNoted.class);
        add(155, VfEvent.WarningRaised.class);
        add(156, VfEvent.WarningCleared.class);
        add(157, VfEvent.Dismissed.class);
        add(158, VfEvent.Vanished.class);
        add(159, MasterEvent.MasterReset.class);
        add(160, MasterEvent.AdminNoted.class);
        add(161, MasterEvent.MasterMtuNoted.class);
        add(162, MasterEvent.MasterMacNoted.class);
        add(163, MasterEvent.MasterPromiscuousNoted.class);
        add(164, MasterEvent.SyntheticOpened.class);
        add(165, MasterEvent.SyntheticClosed.class);
        add(166, MasterEvent.MasterLinkNoted.class);
        add(167, MasterEvent.AssociationChanged.class);
        add(168, MasterEvent.VfTaken.class);
        add(169, MasterEvent.VfSpared.class);
        add(170, MasterEvent.VfReadinessChanged.class);
        add(171, MasterEvent.VfDepartureNoted.class);
        add(172, MasterEvent.VfForgotten.class);
        add(173, MasterEvent.SwitchAsked.class);
        add(174, MasterEvent.SwitchUnwanted.class);
        add(175, MasterEvent.HostPathNoted.class);
        add(176, MasterEvent.PathInUse.class);
        add(177, MasterEvent.PathOrdered.class);
        add(178, MasterEvent.BackoffBegun.class);
        add(179, MasterEvent.BackoffEnded.class);
        add(180, MasterEvent.StopBegun.class);
        add(181, MasterEvent.Stopped.class);
        add(182, ChannelEvent.VersionProposed.class);
        add(183, ChannelEvent.PermanentMacNoted.class);
        add(184, ChannelEvent.WithdrawalNoted.class);
        add(185, ChannelEvent.HostPathForced.class);
        add(186, ChannelEvent.LateAnswer.class);
        add(187, ChannelEvent.RequestTimedOut.class);
        add(188, ChannelEvent.RequestDeferred.class);
        add(189, ChannelEvent.KeepaliveAnswered.class);
        add(190, ChannelEvent.LinkHeld.class);
        add(191, LinkChange.class);
        add(192, ChannelEvent.LinkReleased.class);
        add(193, ChannelEvent.LinkSettled.class);
        add(194, ChannelEvent.LinkSpeedNoted.class);
        add(195, ChannelEvent.AnomalyNoted.class);
        add(196, ChannelEvent.ChannelStopped.class);
        add(197, MasterEvent.VfPortNoted.class);
        add(198, MasterEvent.VfReleaseTold.class);
        add(199, MasterEvent.SettingsTold.class);
        add(200, MasterEvent.ReceiveModeTold.class);
        add(201, MasterEvent.MasterOpenTold.class);
        add(202, MasterEvent.SwitchAnswered.class);
        add(203, MasterEvent.PathFellBack.class);
        add(204, MasterEvent.FailuresForgiven.class);
        add(205, WatcherInput.OperatorMark.class);
        add(206, MasterEvent.FlapsNoted.class);
        add(207, MasterEvent.DampingBegun.class);
        add(208, MasterEvent.DampingEnded.class);
        add(209, ChannelEvent.OidRefused.class);
        add(210, ChannelEvent.FrameSizeNoted.class);
        add(211, ChannelEvent.OffloadsOffered.class);
        add(212, ChannelEvent.OffloadsAgreed.class);
        add(213, ChannelEvent.ScalingNoted.class);
        add(214, ChannelEvent.SubchannelsAsked.class);
        add(215, ChannelEvent.SubchannelsGranted.class);
        add(216, ChannelEvent.SubchannelNoted.class);
        add(217, ChannelEvent.SubchannelsSettled.class);
        add(218, ChannelEvent.SendTableNoted.class);
        add(219, ChannelInput.SubchannelOpened.class);
        add(220, ChannelInput.SubchannelFailed.class);
        add(221, Action.OpenSubchannels.class);
        add(222, Action.SpreadTransmit.class);
        HELD = new boolean[TYPES.lastKey() + 1];
        TYPES.keySet().forEach(id -> HELD[id] = true);
    }

    private Registry() {
    }

    /** Every stored type by its number. */
    public static Map<Integer, Class<?>> types() {
        return Collections.unmodifiableMap(TYPES);
    }

    static boolean holds(int id) {
        return id >= 0 && id < HELD.length && HELD[id];
    }

    private static void add(int id, Class<?> type) {
        if (TYPES.put(id, type) != null) {
            throw new IllegalStateException("number " + id + " is given twice");
        }
    }
}
