package io.netvscd.journal.redact;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.codec.RecordShape;
import io.netvscd.journal.codec.Registry;
import io.netvscd.journal.export.JsonTexts;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Replaces what a journal tells of a network by pseudonyms, consistently: MAC addresses wherever they stand, the octets of messages
 * included, IP addresses in texts, and names that it is told to hide. Everything else stays, so that the records replay as before.
 *
 * <p>MAC addresses within octets are found if they are known: {@link #learn} every record before the first is redacted. Not safe for use
 * by several threads.
 */
public final class Redaction {
    /** Octets of a key. */
    public static final int KEY_BYTES = 32;
    private static final Pattern HEX_OCTETS = Pattern.compile("([0-9a-f]{2})+");
    private static final Pattern HEX_DIGITS = Pattern.compile("[0-9a-f]{12}");
    private static final int WIDE_TEXT_BYTES = 2 * 2 * MacAddress.BYTES;

    private static final Map<Class<?>, RecordShape> SHAPES = new HashMap<>();

    static {
        Registry.types().values().stream().filter(Class::isRecord).forEach(type -> SHAPES.put(type, RecordShape.of(type)));
    }

    private final Map<MacAddress, MacAddress> macs = new HashMap<>();
    private final MacPseudonyms macPseudonyms;
    private final TextRedaction texts;

    private Redaction(byte[] key) {
        KeyedHash hash = new KeyedHash(key);
        macPseudonyms = new MacPseudonyms(hash);
        texts = new TextRedaction(hash, this::redact);
    }

    /** Pseudonyms that nobody can undo without {@link #mapping}, this process included once it has ended. */
    public static Redaction withRandomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Redaction(key);
    }

    /** The same pseudonyms for the same key, for several bundles of one network. */
    public static Redaction withKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " octets, not " + key.length);
        }
        return new Redaction(key.clone());
    }

    /** Hides a name, such as the host's, wherever it stands in a text as a whole word. */
    public void hideName(String name) {
        texts.hideName(name);
    }

    /** Takes note of a record's addresses. */
    public void learn(TransitionRecord record) {
        redactAny(record);
    }

    public TransitionRecord redact(TransitionRecord record) {
        return (TransitionRecord) redactAny(record);
    }

    public JournalGap redact(JournalGap gap) {
        return (JournalGap) redactAny(gap);
    }

    public KnownState redact(KnownState known) {
        return new KnownState(known.owner(), known.last(), JsonTexts.map(known.state(), this::redactAnyText));
    }

    private String redactAnyText(String text) {
        return HEX_OCTETS.matcher(text).matches() ? redactOctets(Bytes.parse(text)).toString() : redact(text);
    }

    public MacAddress redact(MacAddress address) {
        return macs.computeIfAbsent(address, macPseudonyms::of);
    }

    /** Replaces the addresses and hidden names within a text. */
    public String redact(String text) {
        return texts.redact(text);
    }

    /** What became what, for those who may know: it is to stay on the machine. */
    public SortedMap<String, String> mapping() {
        SortedMap<String, String> mapping = new TreeMap<>(texts.mapping());
        macs.forEach((address, pseudonym) -> mapping.put(address.toString(), pseudonym.toString()));
        mapping.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
        return mapping;
    }

    /** Writes the mapping, one pair a line with a tab between, to a file that only this user can read. */
    public void saveMapping(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        mapping().forEach((known, pseudonym) -> lines.append(known).append('\t').append(pseudonym).append('\n'));
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, lines);
    }

    private Object redactAny(Object value) {
        if (value instanceof MacAddress address) {
            return redact(address);
        } else if (value instanceof String text) {
            return redact(text);
        } else if (value instanceof Bytes bytes) {
            return redactOctets(bytes);
        } else if (value instanceof List<?> list) {
            List<Object> redacted = new ArrayList<>(list.size());
            list.forEach(each -> redacted.add(redactAny(each)));
            return redacted;
        } else if (value instanceof Action.SetNetdev set && set.setting() == NetdevSetting.MAC) {
            return new Action.SetNetdev(set.ifindex(), set.generation(), set.setting(), redact(new MacAddress(set.value())).bits());
        } else if (value instanceof Record && !(value instanceof OwnerId)) {
            RecordShape shape = SHAPES.get(value.getClass());
            return shape.make(shape.components().stream().map(component -> redactAny(component.of(value))).toArray());
        }
        return value;
    }

    /** Six octets that are a known address are taken for it, and so is its text as RNDIS carries it. */
    private Bytes redactOctets(Bytes bytes) {
        byte[] octets = bytes.toArray();
        for (int i = 0; i + MacAddress.BYTES <= octets.length; i++) {
            MacAddress pseudonym = macs.get(MacAddress.of(octets, i));
            if (pseudonym != null && !pseudonym.isGroup() && !pseudonym.equals(MacAddress.ZERO)) {
                System.arraycopy(pseudonym.octets(), 0, octets, i, MacAddress.BYTES);
                i += MacAddress.BYTES - 1;
            }
        }
        redactWideText(octets);
        return Bytes.of(octets);
    }

    /** Twelve hex digits in UTF-16, the least significant octet of each first. */
    private void redactWideText(byte[] octets) {
        for (int i = 0; i + WIDE_TEXT_BYTES <= octets.length; i++) {
            String digits = new String(octets, i, WIDE_TEXT_BYTES, StandardCharsets.UTF_16LE);
            if (HEX_DIGITS.matcher(digits).matches()) {
                MacAddress pseudonym = macs.get(new MacAddress(Long.parseLong(digits, 16)));
                if (pseudonym != null) {
                    byte[] text = pseudonym.toString().replace(":", "").getBytes(StandardCharsets.UTF_16LE);
                    System.arraycopy(text, 0, octets, i, text.length);
                    i += text.length - 1;
                }
            }
        }
    }
}
