package io.netvscd.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code netvscd.conf}: a checked configuration, or everything that is wrong with the file. */
public final class ConfigLoader {
    /** Where the daemon looks when no file is named. */
    public static final Path DEFAULT_FILE = Path.of("/etc/netvscd/netvscd.conf");

    static final String DEFAULT_JOURNAL_DIR = "/var/lib/netvscd/journal";
    static final String DEFAULT_SOCKET = "/run/netvscd/control.sock";

    private static final Pattern PLACE = Pattern.compile("^.*?: \\d+(-\\d+)?: ");

    private ConfigLoader() {
    }

    /** Reads a file; {@code include} and substitutions work as HOCON has them. */
    public static NetvscdConfig load(Path file) throws ConfigInvalid {
        Problems problems = new Problems(file.toString());
        if (!Files.exists(file)) {
            problems.add(null, "", "no such file", "a readable file in HOCON");
        } else if (!Files.isRegularFile(file) && Files.isDirectory(file)) {
            problems.add(null, "", "a folder", "a readable file in HOCON");
        } else if (!Files.isReadable(file)) {
            problems.add(null, "", "a file that may not be read by this user", "a readable file in HOCON");
        }
        problems.throwIfAny();
        return read(() -> ConfigFactory.parseFile(file.toFile(), options(file.toString())), problems);
    }

    /** Reads text; {@code origin} takes the place of a file name in problems. */
    public static NetvscdConfig parse(String text, String origin) throws ConfigInvalid {
        return read(() -> ConfigFactory.parseString(text, options(origin)), new Problems(origin));
    }

    private static ConfigParseOptions options(String origin) {
        return ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setOriginDescription(origin)
                .setAllowMissing(false);
    }

    private static NetvscdConfig read(Source source, Problems problems) throws ConfigInvalid {
        Config config;
        try {
            config = source.parse().resolve();
        } catch (ConfigException e) {
            problems.add(e.origin(), "", reason(e), "valid HOCON");
            problems.throwIfAny();
            throw new AssertionError(e);
        }
        Section root = Section.root(config, problems).section("netvscd");
        JournalConfig journal = readJournal(root.section("journal"));
        ControlConfig control = readControl(root.section("control"));
        List<Section> sections = root.sections("nics");
        List<NicConfig> nics = sections.stream().map(NicReader::read).toList();
        refuseTwins(sections, nics);
        problems.throwIfAny();
        return new NetvscdConfig(journal, control, nics);
    }

    private static JournalConfig readJournal(Section section) {
        return new JournalConfig(
                path(section, "dir", DEFAULT_JOURNAL_DIR),
                section.duration("keep", JournalConfig.DEFAULT_KEEP, JournalConfig.MAX_KEEP),
                section.bytes("size", JournalConfig.DEFAULT_SIZE_BYTES, JournalConfig.MIN_SIZE_BYTES, JournalConfig.MAX_SIZE_BYTES),
                section.bytes("incident-size", JournalConfig.DEFAULT_INCIDENT_BYTES, 0, JournalConfig.MAX_SIZE_BYTES));
    }

    private static ControlConfig readControl(Section section) {
        Path socket = path(section, "socket", DEFAULT_SOCKET);
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > ControlConfig.MAX_SOCKET_BYTES) {
            section.refuse("socket", "a path of at most " + ControlConfig.MAX_SOCKET_BYTES + " octets");
        }
        return new ControlConfig(socket);
    }

    private static Path path(Section section, String key, String fallback) {
        String text = section.text(key, fallback);
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // No path: told below, like an empty one.
        }
        section.refuse(key, "a path");
        return Path.of(fallback);
    }

    private static void refuseTwins(List<Section> sections, List<NicConfig> nics) {
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < nics.size(); i++) {
            NicConfig nic = nics.get(i);
            refuseTwin(seen, sections.get(i), "name", nic.name(), "a name of its own for each NIC");
            refuseTwin(seen, sections.get(i), "mac", nic.mac(), "an address of its own for each NIC");
        }
    }

    private static void refuseTwin(Map<String, String> seen, Section nic, String key, String value, String allowed) {
        String first = value.isEmpty() ? null : seen.putIfAbsent(key + " " + value, nic.full(key));
        if (first != null) {
            nic.refuse(key, '"' + value + "\", which is that of " + first + " too", allowed);
        }
    }

    /** What the parser says, on one line and without the place, which goes in front of every problem anyway. */
    private static String reason(ConfigException e) {
        Matcher place = PLACE.matcher(e.getMessage());
        return place.replaceFirst("").replace('\n', ' ');
    }

    private interface Source {
        Config parse();
    }
}
