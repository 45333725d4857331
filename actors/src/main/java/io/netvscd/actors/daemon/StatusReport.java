package io.netvscd.actors.daemon;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.edge.ParkingBond;
import io.netvscd.actors.machine.channel.ChannelState;
import io.netvscd.actors.machine.master.MasterState;
import io.netvscd.actors.machine.vf.VfPhase;
import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.PortCounters;
import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Pin;
import io.netvscd.journal.store.JournalHealth;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.Collection;
import java.util.Locale;

/** {@code status --json}: the shape that others script against. */
final class StatusReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Engine engine;

    StatusReport(Engine engine) {
        this.engine = engine;
    }

    ObjectNode of(Collection<? extends Nic> nics) {
        ObjectNode status = JSON.createObjectNode();
        ArrayNode list = status.putArray("nics");
        nics.forEach(nic -> nic(list.addObject(), nic));
        JournalHealth health = engine.journal().health();
        String trouble = engine.board().journalTrouble() != null ? engine.board().journalTrouble() : health.trouble();
        long lost = health.lost() + engine.board().lostRecords();
        ObjectNode journal = status.putObject("journal")
                .put("dir", engine.journal().folder().toString())
                .put("records", health.records())
                .put("lastTick", health.lastTick())
                .put("healthy", trouble.isEmpty())
                .put("gaps", health.gaps());
        if (!trouble.isEmpty() || lost > 0) {
            journal.put("trouble", trouble).put("queued", health.queued()).put("lost", lost);
        }
        retention(journal.putObject("kept"), health.checked());
        return status.put("version", Version.TEXT);
    }

    private void retention(ObjectNode kept, JournalHealth.Checked checked) {
        kept.put("bytes", engine.journal().bytes())
                .put("limit", engine.retention().bytes())
                .put("forgotten", engine.journal().cuts().stream().mapToLong(Cut::records).sum())
                .put("checked", checked.complete() ? "all" : "up to record " + checked.position());
        ArrayNode pins = kept.putArray("pins");
        for (Pin pin : engine.journal().pins()) {
            pins.addObject().put("from", pin.fromMs()).put("to", pin.toMs()).put("why", pin.why());
        }
    }

    private void nic(ObjectNode node, Nic nic) {
        String name = nic.config().name();
        MasterState master = (MasterState) engine.board().state(OwnerId.master(name));
        boolean known = master != null && master.settings() != null;
        node.put("name", name)
                .put("mac", known ? master.settings().mac().toString() : nic.config().mac())
                .put("mode", word(nic.config().mode()))
                .put("admin", known && master.settings().adminUp() ? "up" : "down")
                .put("mtu", known ? master.settings().mtu() : nic.config().mtu())
                .put("datapath", path(master));
        node.putObject("lane").put("vf", nic.lane()).put("reason", nic.laneReason());
        channel(node.putObject("channel"), nic);
        ArrayNode vfs = node.putArray("vfs");
        for (OwnerId owner : engine.board().owners(id -> id.kind() == OwnerId.Kind.VF && id.nic().equals(name))) {
            vf(vfs, (VfState) engine.board().state(owner), master != null && master.damped());
        }
        warnings(node, nic, master);
        Checkpoint checkpoint = nic.checkpoint();
        ObjectNode counters = node.putObject("counters");
        counters(counters.putObject("master"), checkpoint.master());
        counters(counters.putObject("vf"), checkpoint.vf());
        counters(counters.putObject("synthetic"), checkpoint.synthetic());
    }

    /** Which data path a NIC is on, in a word. */
    String path(Nic nic) {
        return path((MasterState) engine.board().state(OwnerId.master(nic.config().name())));
    }

    private static String path(MasterState master) {
        return master == null ? "synthetic" : word(master.phase());
    }

    private static void warnings(ObjectNode node, Nic nic, MasterState master) {
        ArrayNode warnings = node.putArray("warnings");
        node.putObject("flaps")
                .put("perHour", master == null ? 0 : master.flapsPerHour())
                .put("limit", nic.config().vf().flapLimit())
                .put("damped", master != null && master.damped());
        nic.warnings().forEach(warnings::add);
        if (master != null) {
            master.warnings().forEach(warnings::add);
        }
    }

    private void channel(ObjectNode node, Nic nic) {
        ChannelState channel = (ChannelState) engine.board().state(OwnerId.channel(nic.config().name()));
        if (channel != null) {
            node.put("state", word(channel.phase()))
                    .put("nvsp", channel.nvsp())
                    .put("link", channel.linkUp() ? "up" : "down");
        } else {
            node.put("state", nic.syntheticNetdevThere() ? "open" : "closed")
                    .put("nvsp", "none")
                    .put("link", nic.syntheticNetdevLinked() ? "up" : "down");
        }
    }

    private static void vf(ArrayNode list, VfState vf, boolean damped) {
        if (vf.netdev() == null || vf.phase() == VfPhase.GONE) {
            return;
        }
        ObjectNode node = list.addObject()
                .put("name", vf.netdev().name())
                .put("pci", vf.netdev().pciAddress())
                .put("serial", vf.netdev().slot())
                .put("state", word(vf.phase()))
                .put("marks", marks(vf));
        ArrayNode warnings = node.putArray("warnings");
        vf.warnings().forEach(warnings::add);
        if (damped) {
            warnings.add("flapping: left alone until it has been quiet");
        }
    }

    /** What shows tools whose VF it is. */
    private static String marks(VfState vf) {
        if (vf.phase() == VfPhase.PRESENT) {
            return "none";
        }
        String bond = vf.netdev().masterIfindex() != 0 ? ", bond" : "";
        return "alias, alternative name" + bond + (ParkingBond.isPossible() ? "" : " (this kernel has no bonds)");
    }

    private static void counters(ObjectNode node, PortCounters counters) {
        node.put("txFrames", counters.txFrames())
                .put("txBytes", counters.txBytes())
                .put("rxFrames", counters.rxFrames())
                .put("rxBytes", counters.rxBytes())
                .put("dropped", counters.dropped());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
