package io.netvscd.config;

import io.netvscd.config.NicConfig.Mode;
import io.netvscd.config.SyntheticConfig.Type;
import io.netvscd.config.VfConfig.Association;
import io.netvscd.config.VfConfig.Devices;
import io.netvscd.config.VfConfig.Lane;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads one element of {@code nics}. */
final class NicReader {
    static final int DEFAULT_MTU = 1500;
    static final Duration DEFAULT_TAKEOVER_DELAY = Duration.ofMillis(100);
    static final Duration MAX_TAKEOVER_DELAY = Duration.ofMinutes(1);
    private static final int MAX_FLAP_LIMIT = 10_000;
    private static final Duration MAX_FLAP_HALF_LIFE = Duration.ofHours(1);

    /** IFNAMSIZ less its closing zero. */
    private static final int MAX_NAME_BYTES = 15;
    private static final String NAME_RULE = "a netdev name of 1 to " + MAX_NAME_BYTES
            + " octets without '/', ':', '%' or white space, and not '.' or '..'";
    private static final String MAC_RULE = "a unicast address aa:bb:cc:dd:ee:ff, not all zero";
    private static final String GUID_RULE = "a VMBus instance GUID xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NOT_IN_NAME = Pattern.compile("[/:%\\s\\p{Cntrl}]");

    private NicReader() {
    }

    static NicConfig read(Section nic) {
        String name = nic.required("name", NAME_RULE).map(text -> checkName(nic, "name", text)).orElse("");
        String mac = nic.required("mac", MAC_RULE).map(text -> checkMac(nic, text)).orElse("");
        int mtu = nic.integer("mtu", DEFAULT_MTU, NicConfig.MIN_MTU, NicConfig.MAX_MTU);
        Mode mode = nic.word("mode", Mode.RUN);
        if (mode == Mode.OBSERVE) {
            comesLater(nic, "mode", mode, "run");
        }
        SyntheticConfig synthetic = readSynthetic(nic.section("synthetic"), name);
        return new NicConfig(name, mac, mtu, mode, synthetic, readVf(nic.section("vf"), synthetic.type()),
                AlarmConfig.read(nic.section("alarms")));
    }

    private static SyntheticConfig readSynthetic(Section section, String nicName) {
        Type type = section.word("type", Type.EMBEDDED);
        String uplink = "";
        String device = "";
        int channels = section.integer("channels", 1, 1, SyntheticConfig.MAX_CHANNELS);
        if (channels > 1 && type == Type.NETDEV) {
            section.refuse("channels", "1 without a host");
        }
        switch (type) {
            case EMBEDDED -> {
                uplink = checkName(section, "uplink", section.text("uplink", SyntheticConfig.LOOPBACK));
                refuseUseless(section, "device", "type = embedded leaves by uplink");
                refuseOwnName(section, "uplink", uplink, nicName);
            }
            case NETDEV -> {
                device = section.required("device", NAME_RULE)
                        .map(text -> checkName(section, "device", text)).orElse("");
                refuseUseless(section, "uplink", "type = netdev leaves by device");
                refuseOwnName(section, "device", device, nicName);
            }
            case UIO -> {
                String guid = section.text("device", "");
                device = guid.isEmpty() ? "" : checkGuid(section, guid);
                refuseUseless(section, "uplink", "type = uio leaves by device");
            }
        }
        if (type == Type.NETDEV) {
            refuseUseless(section, "receive", "type = netdev has no host to ask");
        }
        return new SyntheticConfig(type, uplink, device, channels, ReceiveReader.read(section.section("receive")));
    }

    private static VfConfig readVf(Section section, Type type) {
        Devices devices = section.word("devices", Devices.PCI);
        Lane lane = section.word("lane", Lane.AUTO);
        Duration delay = section.duration("takeover-delay", DEFAULT_TAKEOVER_DELAY, MAX_TAKEOVER_DELAY);
        Association association = section.word("association", Association.AUTO);
        if (association == Association.MANUAL && type != Type.EMBEDDED) {
            section.refuse("association", "manual without an embedded host", "auto, or synthetic.type = embedded");
        }
        int flapLimit = section.integer("flap-limit", VfConfig.DEFAULT_FLAP_LIMIT, 0, MAX_FLAP_LIMIT);
        Duration flapHalfLife = section.duration("flap-half-life", VfConfig.DEFAULT_FLAP_HALF_LIFE, MAX_FLAP_HALF_LIFE);
        if (flapHalfLife.toMillis() == 0) {
            section.refuse("flap-half-life", "a duration from 1 ms to " + MAX_FLAP_HALF_LIFE.toMillis() + " ms");
        }
        return new VfConfig(devices, lane, delay, association, flapLimit, flapHalfLife);
    }

    private static String checkName(Section section, String key, String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        boolean dots = name.equals(".") || name.equals("..");
        if (bytes == 0 || bytes > MAX_NAME_BYTES || dots || NOT_IN_NAME.matcher(name).find()) {
            section.refuse(key, NAME_RULE);
        }
        return name;
    }

    private static String checkMac(Section section, String text) {
        String mac = text.toLowerCase(Locale.ROOT);
        boolean wellFormed = MAC.matcher(mac).matches();
        boolean group = wellFormed && (Character.digit(mac.charAt(1), 16) & 1) != 0;
        if (!wellFormed || group || mac.equals("00:00:00:00:00:00")) {
            section.refuse("mac", MAC_RULE);
        }
        return mac;
    }

    private static String checkGuid(Section section, String text) {
        String guid = text.toLowerCase(Locale.ROOT);
        if (!GUID.matcher(guid).matches()) {
            section.refuse("device", GUID_RULE);
        }
        return guid;
    }

    private static void refuseUseless(Section section, String key, String why) {
        if (section.has(key)) {
            section.refuse(key, "a key without use here (" + why + ")", "no " + key);
        }
    }

    private static void refuseOwnName(Section section, String key, String netdev, String nicName) {
        if (!nicName.isEmpty() && netdev.equals(nicName)) {
            section.refuse(key, "the name of the NIC itself", "another netdev");
        }
    }

    private static void comesLater(Section section, String key, Enum<?> word, String allowed) {
        section.refuse(key, Section.wordOf(word) + ", which comes with a later release", allowed);
    }
}
