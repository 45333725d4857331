package io.netvscd.actors.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the facts of a machine from its files. */
final class Doctor {
    /** How a fact is to be taken. */
    enum Verdict {
        OK,
        NOTE,
        WARNING,
        MISSING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One fact. */
    record Finding(String name, Verdict verdict, String text) {
    }

    private static final String NETWORK_DEVICE_CLASS = "{f8615163-df3e-46c5-913f-f2d2f965ed0e}";
    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_NET_RAW = 13;

    private final Path root;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param root of the file system to look at
     */
    Doctor(Path root) {
        this.root = root;
    }

    List<Finding> examine() {
        capabilities();
        tun();
        netlink();
        hyperV();
        virtualFunctions();
        bonds();
        managers();
        return List.copyOf(findings);
    }

    private void capabilities() {
        long effective = read("proc/self/status").lines()
                .filter(line -> line.startsWith("CapEff:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
                .findFirst()
                .orElse(0);
        boolean both = (effective >>> CAP_NET_ADMIN & 1) == 1 && (effective >>> CAP_NET_RAW & 1) == 1;
        add("rights", both ? Verdict.OK : Verdict.MISSING,
                both ? "CAP_NET_ADMIN and CAP_NET_RAW" : "CAP_NET_ADMIN and CAP_NET_RAW are needed: run as root");
    }

    private void tun() {
        Path device = root.resolve("dev/net/tun");
        if (!Files.exists(device)) {
            add("tun", Verdict.MISSING, "/dev/net/tun is not there: modprobe tun");
        } else {
            boolean writable = Files.isReadable(device) && Files.isWritable(device);
            add("tun", writable ? Verdict.OK : Verdict.MISSING,
                    writable ? "/dev/net/tun" : "/dev/net/tun cannot be opened by this user");
        }
    }

    private void netlink() {
        boolean there = Files.exists(root.resolve("proc/net/netlink"));
        add("netlink", there ? Verdict.OK : Verdict.MISSING,
                there ? "rtnetlink and kernel uevents" : "no netlink sockets, or /proc is not mounted");
    }

    private void hyperV() {
        List<String> nics = new ArrayList<>();
        for (Path device : list("sys/bus/vmbus/devices")) {
            if (read(root.relativize(device.resolve("class_id")).toString()).strip().equals(NETWORK_DEVICE_CLASS)) {
                Path driver = device.resolve("driver");
                String bound = Files.exists(driver) ? realName(driver) : "no driver";
                nics.add(device.getFileName() + " (" + bound + ")");
            }
        }
        if (!Files.isDirectory(root.resolve("sys/bus/vmbus"))) {
            add("hyper-v", Verdict.NOTE, "no VMBus: not a Hyper-V guest; the embedded host stands in");
        } else {
            add("hyper-v", Verdict.OK, nics.isEmpty() ? "VMBus without a network device" : String.join(", ", nics));
        }
    }

    private void virtualFunctions() {
        Map<String, List<String>> byMac = new TreeMap<>();
        for (Path netdev : list("sys/class/net")) {
            String mac = read(root.relativize(netdev.resolve("address")).toString()).strip();
            if (!mac.isEmpty() && !mac.equals("00:00:00:00:00:00") && Files.exists(netdev.resolve("device"))) {
                byMac.computeIfAbsent(mac, absent -> new ArrayList<>()).add(netdev.getFileName().toString());
            }
        }
        String twins = byMac.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " on " + String.join(" and ", entry.getValue()))
                .collect(Collectors.joining("; "));
        add("vf", Verdict.NOTE,
                twins.isEmpty() ? "no two devices share a MAC address: no VF beside its NIC now" : twins);
    }

    /** A bond shows tools that a VF is somebody's slave; it is never loaded for that, as the module makes a device of its own. */
    private void bonds() {
        boolean there = Files.isDirectory(root.resolve("sys/module/bonding"));
        add("bonds", there ? Verdict.OK : Verdict.NOTE, there
                ? "a VF is parked in a bond: tools see a master and the flag of a slave"
                : "not loaded: a VF is marked by alias and alternative name alone; modprobe bonding max_bonds=0 before the start adds a master");
    }

    private void managers() {
        List<String> found = new ArrayList<>();
        if (Files.exists(root.resolve("run/NetworkManager"))) {
            found.add("NetworkManager");
        }
        if (Files.exists(root.resolve("run/systemd/netif"))) {
            found.add("systemd-networkd");
        }
        add("managers", found.isEmpty() ? Verdict.OK : Verdict.WARNING, found.isEmpty()
                ? "no network manager runs that could configure a VF by itself"
                : String.join(" and ", found) + ": must leave VFs alone; install what config/packaging has for udev");
    }

    private void add(String name, Verdict verdict, String text) {
        findings.add(new Finding(name, verdict, text));
    }

    private String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private List<Path> list(String folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(folder))) {
            stream.forEach(entries::add);
        } catch (IOException unreadable) {
            return List.of();
        }
        entries.sort(null);
        return entries;
    }

    private static String realName(Path link) {
        try {
            return link.toRealPath().getFileName().toString();
        } catch (IOException unreadable) {
            return "?";
        }
    }
}
