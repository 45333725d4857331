package io.netvscd.journal.vocabulary;

/**
 * Who decides. The text form is the persistence id: {@code channel/eth0}, {@code pci}, {@code vf/eth0/0002:00:02.0},
 * {@code master/eth0}.
 *
 * @param nic the NIC's configured name, empty for the watcher
 * @param vf  the VF's key within the NIC (a PCI address, or {@code if12} for a netdev that is not on a PCI bus), else empty
 */
public record OwnerId(Kind kind, String nic, String vf) implements Comparable<OwnerId> {
    /** The four kinds of owner; the word is the first part of the text form. */
    public enum Kind {
        CHANNEL("channel"),
        WATCHER("pci"),
        VF("vf"),
        MASTER("master");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The one watcher of a machine. */
    public static final OwnerId WATCHER = new OwnerId(Kind.WATCHER, "", "");

    public static OwnerId channel(String nic) {
        return new OwnerId(Kind.CHANNEL, nic, "");
    }

    public static OwnerId master(String nic) {
        return new OwnerId(Kind.MASTER, nic, "");
    }

    public static OwnerId vf(String nic, String vf) {
        return new OwnerId(Kind.VF, nic, vf);
    }

    /** Reads the text form. */
    public static OwnerId parse(String text) {
        String[] parts = text.split("/", 3);
        for (Kind kind : Kind.values()) {
            int expected = kind == Kind.WATCHER ? 1 : kind == Kind.VF ? 3 : 2;
            if (kind.word.equals(parts[0]) && parts.length == expected) {
                return new OwnerId(kind, expected > 1 ? parts[1] : "", expected > 2 ? parts[2] : "");
            }
        }
        throw new IllegalArgumentException("not an owner (pci, channel/NIC, master/NIC, vf/NIC/KEY): " + text);
    }

    /** The order of the text forms; those are made only where one NIC's name begins with another's. */
    @Override
    public int compareTo(OwnerId other) {
        if (kind != other.kind) {
            return kind.word.compareTo(other.kind.word);
        } else if (nic.equals(other.nic)) {
            return vf.compareTo(other.vf);
        }
        boolean prefix = nic.startsWith(other.nic) || other.nic.startsWith(nic);
        return prefix ? toString().compareTo(other.toString()) : nic.compareTo(other.nic);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case WATCHER -> kind.word;
            case CHANNEL, MASTER -> kind.word + '/' + nic;
            case VF -> kind.word + '/' + nic + '/' + vf;
        };
    }
}
