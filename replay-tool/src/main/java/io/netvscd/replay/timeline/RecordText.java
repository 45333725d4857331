package io.netvscd.replay.timeline;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.PortCounters;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Inputs, events and actions as short text: {@code VfAssociated incarnation=1 allocated=true serial=2}. */
public final class RecordText {
    private static final int BYTES_SHOWN = 16;
    private static final Map<Class<?>, RecordComponent[]> COMPONENTS = new ConcurrentHashMap<>();

    private RecordText() {
    }

    /** Several on one line. */
    public static String of(Collection<?> values) {
        return values.stream().map(RecordText::of).collect(Collectors.joining("; "));
    }

    /** One of them, whole but for long octet strings. */
    public static String of(Object value) {
        if (value instanceof Action.Tell tell) {
            return "Tell " + tell.to() + ' ' + of(tell.message());
        }
        if (!(value instanceof Record record)) {
            return value(value);
        }
        StringBuilder text = new StringBuilder(record.getClass().getSimpleName());
        for (RecordComponent component : components(record.getClass())) {
            text.append(' ').append(component.getName()).append('=').append(value(component, record));
        }
        return text.toString();
    }

    private static String value(RecordComponent component, Record record) {
        Object value = get(component, record);
        if (value instanceof Bytes octets) {
            return WireText.message(record, octets).map(message -> '(' + of(message) + ')').orElseGet(() -> bytes(octets));
        } else if (value instanceof Integer code) {
            return switch (component.getName()) {
                case "oid" -> Oid.name(code);
                case "nvspVersion", "minVersion", "maxVersion" -> (code >>> 16) + "." + (code & 0xffff);
                default -> code.toString();
            };
        } else if (value instanceof Long id && id < 0 && component.getName().equals("transactionId")) {
            // The host's own have the highest bit.
            return "0x" + Long.toHexString(id);
        }
        return value(value);
    }

    private static String value(Object value) {
        if (value instanceof Netdev netdev) {
            return netdev(netdev);
        } else if (value instanceof Information information) {
            return bytes(Bytes.of(information.toArray()));
        } else if (value instanceof Checkpoint checkpoint) {
            return "{master " + counters(checkpoint.master()) + ", vf " + counters(checkpoint.vf()) + ", synthetic "
                    + counters(checkpoint.synthetic()) + '}';
        } else if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } else if (value instanceof Collection<?> many) {
            return many.stream().map(RecordText::value).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof MacAddress || value instanceof OwnerId) {
            return value.toString();
        } else if (value instanceof Record) {
            return '(' + of(value) + ')';
        }
        String text = String.valueOf(value);
        return text.isEmpty() || text.indexOf(' ') >= 0 ? '"' + text + '"' : text;
    }

    private static String netdev(Netdev netdev) {
        return '(' + netdev.name() + " if" + netdev.ifindex() + ' ' + netdev.mac()
                + (netdev.pciAddress().isEmpty() ? "" : " pci " + netdev.pciAddress())
                + (netdev.slot().isEmpty() ? "" : " slot " + netdev.slot())
                + (netdev.up() ? " up" : " down") + (netdev.carrier() ? " carrier" : " no-carrier")
                + " mtu " + netdev.mtu() + ')';
    }

    private static String bytes(Bytes bytes) {
        String hex = bytes.toString();
        return hex.length() <= 2 * BYTES_SHOWN ? hex : hex.substring(0, 2 * BYTES_SHOWN) + "+"
                + (bytes.length() - BYTES_SHOWN);
    }

    private static String counters(PortCounters counters) {
        return "tx " + counters.txFrames() + " rx " + counters.rxFrames()
                + (counters.dropped() == 0 ? "" : " dropped " + counters.dropped());
    }

    private static RecordComponent[] components(Class<?> type) {
        return COMPONENTS.computeIfAbsent(type, record -> {
            RecordComponent[] components = record.getRecordComponents();
            for (RecordComponent component : components) {
                // The parts of a machine's state are its package's own.
                component.getAccessor().setAccessible(true);
            }
            return components;
        });
    }

    private static Object get(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record component that cannot be read: " + component, e);
        }
    }
}
