package io.netvscd.config;

import java.util.List;

/** All that {@code netvscd.conf} says, checked: whoever holds one need not check again. */
public record NetvscdConfig(JournalConfig journal, ControlConfig control, List<NicConfig> nics) {
    public NetvscdConfig {
        nics = List.copyOf(nics);
    }

    /** The whole configuration with every default filled in, as HOCON that reads back to an equal value. */
    public String toText() {
        return ConfigText.render(this);
    }
}
