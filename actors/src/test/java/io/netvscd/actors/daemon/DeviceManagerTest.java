package io.netvscd.actors.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import io.netvscd.actors.owner.OwnerObserver;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeviceManagerTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final OwnerId VF = OwnerId.vf("eth0", "0002:00:02.0");
    private static final NicFacts WITH_HOST = new NicFacts("eth0", MAC, 1500, false, 100, false);
    private static final NicFacts HOSTLESS =
            new NicFacts("eth1", new MacAddress(MAC.bits() + 1), 1500, true, 100, true);

    private final Ticker ticker = new Ticker(1);
    private ActorTestKit kit;
    private TestProbe<TransitionRecord> written;
    private TestProbe<Action> ordered;
    private TestProbe<OwnerId> recovered;
    private ActorRef<DeviceManager.Command> manager;
    private volatile RuntimeException trip;

    @BeforeEach
    void start() {
        kit = ActorTestKit.create(ConfigFactory.parseString("""
                akka.loglevel = OFF
                akka.stdout-loglevel = OFF
                akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
                """).withFallback(ConfigFactory.load()));
        written = kit.createTestProbe();
        ordered = kit.createTestProbe();
        recovered = kit.createTestProbe();
        manager = kit.spawn(DeviceManager.create(new DeviceManager.Setup(
                Machines::of,
                () -> ticker,
                (owner, action) -> ordered.ref().tell(action),
                new Listening(),
                "akka.persistence.journal.inmem")));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void everyOwnerOfANicBeginsAndTheWatcherKnowsAllNics() {
        manager.tell(new DeviceManager.Start(List.of(WITH_HOST, HOSTLESS)));

        assertThat(written.receiveSeveralMessages(4)).extracting(TransitionRecord::input).containsExactlyInAnyOrder(
                new MasterInput.MasterStarted(WITH_HOST),
                new ChannelInput.ChannelStarted(WITH_HOST),
                new MasterInput.MasterStarted(HOSTLESS),
                new WatcherInput.WatcherStarted(List.of(WITH_HOST, HOSTLESS)));
    }

    @Test
    void recalledOwnersRecoverAtOnceAndBeginWhenTheyAreStarted() {
        manager.tell(new DeviceManager.Recall(List.of(WITH_HOST)));

        assertThat(recovered.receiveSeveralMessages(3)).containsExactlyInAnyOrder(
                OwnerId.master("eth0"), OwnerId.channel("eth0"), OwnerId.WATCHER);
        written.expectNoMessage(Duration.ofMillis(100));

        manager.tell(new DeviceManager.Start(List.of(WITH_HOST)));
        assertThat(written.receiveSeveralMessages(3)).extracting(TransitionRecord::input).containsExactlyInAnyOrder(
                new MasterInput.MasterStarted(WITH_HOST),
                new ChannelInput.ChannelStarted(WITH_HOST),
                new WatcherInput.WatcherStarted(List.of(WITH_HOST)));
        recovered.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void recalledOwnersThatNeverBeganAreStoppedWithoutAWord() throws Exception {
        manager.tell(new DeviceManager.Recall(List.of(WITH_HOST)));
        recovered.receiveSeveralMessages(3);

        CompletableFuture<Void> done = new CompletableFuture<>();
        manager.tell(new DeviceManager.Stop(done));

        done.get(10, TimeUnit.SECONDS);
        written.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void aVfGetsAnOwnerWhenItIsFirstSpokenOf() {
        OwnerId vf = OwnerId.vf("eth0", "0002:00:02.0");

        manager.tell(new DeviceManager.Deliver(vf, new VfInput.VfVanished(1)));

        assertThat(written.receiveMessage().owner()).isEqualTo(vf);
    }

    @Test
    void stopsMastersThenChannelsThenTheRestAndSaysWhenAllHasEnded() throws Exception {
        manager.tell(new DeviceManager.Start(List.of(WITH_HOST, HOSTLESS)));
        written.receiveSeveralMessages(4);

        CompletableFuture<Void> done = new CompletableFuture<>();
        manager.tell(new DeviceManager.Stop(done));
        done.get(10, TimeUnit.SECONDS);

        List<TransitionRecord> goodbyes = written.receiveSeveralMessages(4);
        assertThat(goodbyes.subList(0, 2)).extracting(TransitionRecord::input)
                .containsOnly(new MasterInput.MasterStop());
        assertThat(goodbyes.get(2).input()).isEqualTo(new ChannelInput.ChannelStop());
        assertThat(goodbyes.get(3).input()).isEqualTo(new WatcherInput.WatcherStop());
    }

    @Test
    void stoppingWithoutOwnersEndsAtOnce() throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();

        manager.tell(new DeviceManager.Stop(done));

        done.get(5, TimeUnit.SECONDS);
    }

    @Test
    void givesASignOfLife() throws Exception {
        CompletableFuture<Void> alive = new CompletableFuture<>();

        manager.tell(new DeviceManager.Ping(() -> alive.complete(null)));

        alive.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aMasterWhoseShellIsRestartedBeginsAgainAndHasItsChannelDoSo() {
        manager.tell(new DeviceManager.Start(List.of(WITH_HOST, HOSTLESS)));
        written.receiveSeveralMessages(4);

        restart(OwnerId.master("eth0"), new MasterInput.AdminChanged(true));

        TransitionRecord turn = written.receiveMessage();
        assertThat(turn.input()).isEqualTo(new MasterInput.MasterStarted(WITH_HOST).onceMore());
        assertThat(turn.actions()).contains(
                new Action.Tell(OwnerId.channel("eth0"), new ChannelInput.ChannelStarted(WITH_HOST)),
                new Action.Tell(OwnerId.WATCHER, new WatcherInput.TellAgain(OwnerId.master("eth0"))));
        written.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void aChannelWhoseShellIsRestartedBeginsAgainByItsMasterWhichDoesSoItself() {
        manager.tell(new DeviceManager.Start(List.of(WITH_HOST)));
        written.receiveSeveralMessages(3);

        restart(OwnerId.channel("eth0"), new ChannelInput.ReceiveModeRequested(true, false));

        TransitionRecord turn = written.receiveMessage();
        assertThat(turn.input()).isEqualTo(new MasterInput.MasterStarted(WITH_HOST).onceMore());
        assertThat(turn.actions()).contains(
                new Action.Tell(OwnerId.channel("eth0"), new ChannelInput.ChannelStarted(WITH_HOST)));
        written.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void aVfsOwnerWhoseShellIsRestartedIsToldAgainAndNobodyElseBegins() {
        startWithVf();

        restart(VF, new VfInput.VfVanished(1));

        assertThat(written.receiveMessage().input()).isEqualTo(new WatcherInput.TellAgain(VF));
        written.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void aWatcherWhoseShellIsRestartedLooksAtEverythingAgainAndNoMasterBegins() {
        startWithVf();

        restart(OwnerId.WATCHER, new WatcherInput.OperatorMark("trip"));

        assertThat(written.receiveMessage().input()).isEqualTo(new WatcherInput.WatcherStarted(List.of(WITH_HOST)));
        assertThat(written.receiveMessage().input()).isEqualTo(new WatcherInput.TellAgain(VF));
        written.expectNoMessage(Duration.ofMillis(100));
    }

    private void startWithVf() {
        manager.tell(new DeviceManager.Start(List.of(WITH_HOST)));
        manager.tell(new DeviceManager.Deliver(VF, new VfInput.VfVanished(1)));
        written.receiveSeveralMessages(4);
    }

    private void restart(OwnerId owner, Input lastWord) {
        trip = new IllegalStateException("an observer that fails takes its owner's shell down");
        manager.tell(new DeviceManager.Deliver(owner, lastWord));
    }

    private final class Listening implements OwnerObserver {
        @Override
        public void ready(OwnerId owner, Object state) {
            recovered.ref().tell(owner);
        }

        @Override
        public void decided(TransitionRecord turn, Object state) {
            RuntimeException thrown = trip;
            trip = null;
            if (thrown != null) {
                throw thrown;
            }
        }

        @Override
        public void written(TransitionRecord turn) {
            written.ref().tell(turn);
        }
    }
}
