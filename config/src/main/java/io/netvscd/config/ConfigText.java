package io.netvscd.config;

import com.typesafe.config.ConfigUtil;

/** Writes a configuration as HOCON, every key with its value. */
final class ConfigText {
    private ConfigText() {
    }

    static String render(NetvscdConfig config) {
        StringBuilder text = new StringBuilder("netvscd {\n");
        renderJournal(text, config.journal());
        text.append("  control { socket = ").append(quote(config.control().socket())).append(" }\n");
        text.append("  nics = [\n");
        config.nics().forEach(nic -> renderNic(text, nic));
        return text.append("  ]\n}\n").toString();
    }

    private static void renderJournal(StringBuilder text, JournalConfig journal) {
        text.append("  journal {\n")
                .append("    dir = ").append(quote(journal.dir())).append('\n')
                .append("    keep = ").append(journal.keep().toNanos()).append(" ns\n")
                .append("    size = ").append(journal.sizeBytes()).append('\n')
                .append("    incident-size = ").append(journal.incidentBytes()).append('\n')
                .append("  }\n");
    }

    private static void renderNic(StringBuilder text, NicConfig nic) {
        SyntheticConfig synthetic = nic.synthetic();
        VfConfig vf = nic.vf();
        text.append("    {\n")
                .append("      name = ").append(quote(nic.name())).append('\n')
                .append("      mac = ").append(quote(nic.mac())).append('\n')
                .append("      mtu = ").append(nic.mtu()).append('\n')
                .append("      mode = ").append(Section.wordOf(nic.mode())).append('\n')
                .append("      synthetic {\n")
                .append("        type = ").append(Section.wordOf(synthetic.type())).append('\n');
        if (synthetic.type() == SyntheticConfig.Type.EMBEDDED) {
            text.append("        uplink = ").append(quote(synthetic.uplink())).append('\n');
        } else {
            text.append("        device = ").append(quote(synthetic.device())).append('\n');
        }
        if (synthetic.type() != SyntheticConfig.Type.NETDEV) {
            text.append("        channels = ").append(synthetic.channels()).append('\n');
            renderReceive(text, synthetic.receive());
        }
        text.append("      }\n")
                .append("      vf {\n")
                .append("        devices = ").append(Section.wordOf(vf.devices())).append('\n')
                .append("        lane = ").append(Section.wordOf(vf.lane())).append('\n')
                .append("        takeover-delay = ").append(vf.takeoverDelay().toNanos()).append(" ns\n")
                .append("        association = ").append(Section.wordOf(vf.association())).append('\n')
                .append("        flap-limit = ").append(vf.flapLimit()).append('\n')
                .append("        flap-half-life = ").append(vf.flapHalfLife().toNanos()).append(" ns\n")
                .append("      }\n")
                .append("      alarms {\n")
                .append("        fallback = ").append(nic.alarms().fallback().toNanos()).append(" ns\n")
                .append("        no-driver = ").append(nic.alarms().noDriver().toNanos()).append(" ns\n")
                .append("        no-vf = ").append(nic.alarms().noVf().toNanos()).append(" ns\n")
                .append("      }\n")
                .append("    }\n");
    }

    private static void renderReceive(StringBuilder text, ReceiveConfig receive) {
        text.append("        receive {\n")
                .append("          key = ").append(quote(receive.key())).append('\n')
                .append("          table = ").append(receive.table()).append('\n')
                .append("          groups = ").append(receive.groups().stream().map(ConfigText::quote).toList()).append('\n')
                .append("        }\n");
    }

    private static String quote(Object value) {
        return ConfigUtil.quoteString(value.toString());
    }
}
