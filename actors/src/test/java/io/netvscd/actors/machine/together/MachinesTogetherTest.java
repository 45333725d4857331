package io.netvscd.actors.machine.together;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.Netdevs;
import io.netvscd.actors.machine.master.MasterState;
import io.netvscd.actors.machine.vf.VfPhase;
import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Watcher, VF and master with a played kernel, host and datapath, through histories drawn from a seed: whatever
 * happened, and in whatever order messages came, what should be is what is once everything is at rest.
 */
class MachinesTogetherTest {
    private static final int EVENTS = 60;
    private static final int ROUNDS = 12;
    private static final List<String> HAPPENINGS = List.of("plug", "plug", "going down", "unplug", "carrier", "by hand",
            "recovering", "recovered", "failed", "overrun", "admin", "admin up", "mtu", "force", "fall back", "rescind", "offer",
            "timer", "timer", "timer", "jumbo", "crash", "link", "link up", "time out", "ring full", "mac", "promiscuous");

    static LongStream seeds() {
        long first = Long.getLong("netvscd.seed", 1);
        return LongStream.range(first, first + Integer.getInteger("netvscd.seeds", 300));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void comesToRestWhereItShould(long seed) {
        comesToRest(seed, HAPPENINGS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void comesToRestWhereItShouldThoughOwnersAreRestartedAlone(long seed) {
        comesToRest(seed, Stream.concat(HAPPENINGS.stream(), Stream.of("restart master", "restart vf", "restart vf",
                "restart watcher", "restart watcher")).toList());
    }

    private static void comesToRest(long seed, List<String> happenings) {
        Random random = new Random(seed);
        Surroundings world = new Surroundings(random);
        world.start();
        world.society.drain();
        for (int i = 0; i < EVENTS; i++) {
            happen(world, random, happenings);
            for (int steps = random.nextInt(6); steps > 0 && world.society.step(); steps--) { }
        }
        heal(world);
        settle(world);
        check(world, seed);

        world.stop();
        settle(world);
        checkStopped(world, seed);
    }

    @Test
    void carriesOnTheVfInTheOrdinaryCase() {
        Surroundings world = new Surroundings(new Random(0));
        world.start();
        world.admin(true);
        world.plug();
        settle(world);
        assertThat(world.path).isEqualTo(DataPath.VF);
        check(world, 0);
    }

    private static void happen(Surroundings world, Random random, List<String> happenings) {
        String what = happenings.get(random.nextInt(happenings.size()));
        boolean on = random.nextInt(3) > 0;
        world.society.say(what + ' ' + on);
        switch (what) {
            case "plug" -> world.plug();
            case "going down" -> world.goingDown();
            case "unplug" -> world.unplug();
            case "carrier" -> world.carrier(on);
            case "by hand" -> world.byHand(on);
            case "recovering" -> world.service(ServiceState.RECOVERING);
            case "recovered" -> world.service(ServiceState.RECOVERED);
            case "failed" -> world.service(ServiceState.FAILED);
            case "overrun" -> world.overrun();
            case "admin", "admin up" -> world.admin(on || what.endsWith("up"));
            case "mtu" -> world.mtu(on ? 1500 : 9000);
            case "force" -> world.force();
            case "fall back" -> world.fallBack();
            case "rescind" -> world.rescind();
            case "offer" -> world.offer();
            case "timer" -> world.society.fireOne();
            case "link", "link up" -> world.link(on || what.endsWith("up"));
            case "time out" -> world.nextOutcome = SwitchOutcome.TIMED_OUT;
            case "ring full" -> world.nextOutcome = SwitchOutcome.RING_FULL;
            case "mac" -> world.mac(on ? Netdevs.MAC : Netdevs.OTHER_MAC);
            case "promiscuous" -> world.promiscuous(on);
            case "jumbo" -> world.refusesJumbo = on;
            case "crash" -> world.start();
            case "restart master" -> world.restart(Surroundings.MASTER);
            case "restart vf" -> world.restart(Surroundings.VF);
            case "restart watcher" -> world.restart(OwnerId.WATCHER);
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** What nothing but the outside can mend. */
    private static void heal(Surroundings world) {
        world.society.drain();
        world.society.say("heal");
        world.refusesJumbo = false;
        world.nextOutcome = SwitchOutcome.COMPLETED;
        world.link(true);
        world.carrier(true);
        world.service(ServiceState.RECOVERED);
        world.offer();
        world.society.drain();
        if (world.netdev != null && world.netdev.up() != world.adminUp) {
            world.byHand(world.adminUp);
        }
    }

    /** Lets time pass until every pause and delay is over. */
    private static void settle(Surroundings world) {
        for (int round = 0; round < ROUNDS; round++) {
            world.society.drain();
            world.society.fireAll();
        }
        world.society.drain();
    }

    private static void check(Surroundings world, long seed) {
        String history = "seed " + seed + "\n" + String.join("\n", world.society.log());
        VfState vf = world.society.state(Surroundings.VF, VfState.class);
        boolean carries = world.adminUp && world.open && world.allocated && world.netdev != null;
        DataPath expected = carries ? DataPath.VF : DataPath.SYNTHETIC;
        assertThat(world.society.refusals()).as(history).isEmpty();
        assertThat(world.path).as("the guest's path; " + history).isEqualTo(expected);
        assertThat(world.hostPath).as("the host's path; " + history).isEqualTo(expected);
        if (world.netdev != null) {
            assertThat(vf.phase()).as(history).isEqualTo(carries ? VfPhase.ACTIVE : VfPhase.STANDBY);
            assertThat(world.netdev.up()).as(history).isEqualTo(world.adminUp);
            assertThat(world.netdev.mtu()).as(history).isEqualTo(world.mtu);
        } else if (vf != null) {
            assertThat(vf.phase()).as(history).isEqualTo(VfPhase.GONE);
        }
    }

    private static void checkStopped(Surroundings world, long seed) {
        String history = "stopped, seed " + seed + "\n" + String.join("\n", world.society.log());
        VfState vf = world.society.state(Surroundings.VF, VfState.class);
        MasterState master = world.society.state(Surroundings.MASTER, MasterState.class);
        assertThat(master.stopped()).as(history).isTrue();
        assertThat(world.society.refusals()).as(history).isEmpty();
        assertThat(world.path).as("the guest's path; " + history).isEqualTo(DataPath.SYNTHETIC);
        assertThat(world.hostPath).as("the host's path; " + history).isEqualTo(DataPath.SYNTHETIC);
        if (world.netdev != null) {
            assertThat(vf.phase()).as(history).isEqualTo(VfPhase.PRESENT);
        }
    }
}
