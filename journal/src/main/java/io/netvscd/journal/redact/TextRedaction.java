package io.netvscd.journal.redact;

import io.netvscd.datapath.MacAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds MAC addresses, IP addresses and hidden names in texts. */
final class TextRedaction {
    private static final Pattern MAC = Pattern.compile("(?i)(?<![0-9a-f:])[0-9a-f]{2}(:[0-9a-f]{2}){5}(?![0-9a-f:])");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(?<![0-9.])" + OCTET + "(\\." + OCTET + "){3}(?!\\.?[0-9])");
    private static final Pattern IPV6 = Pattern.compile("(?i)(?<![0-9a-z:.])[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}(?![0-9a-z:.])");

    private final KeyedHash hash;
    private final IpPseudonyms ipPseudonyms;
    private final UnaryOperator<MacAddress> macs;
    private final Map<String, String> ips = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    TextRedaction(KeyedHash hash, UnaryOperator<MacAddress> macs) {
        this.hash = hash;
        this.ipPseudonyms = new IpPseudonyms(hash);
        this.macs = macs;
    }

    void hideName(String name) {
        byte[] octets = name.getBytes(StandardCharsets.UTF_8);
        names.put(name, "name-" + Integer.toHexString(hash.of("name", octets)));
    }

    String redact(String text) {
        String redacted = text;
        if (text.indexOf(':') >= 0) {
            redacted = MAC.matcher(redacted).replaceAll(found -> macs.apply(MacAddress.parse(found.group())).toString());
            redacted = IPV6.matcher(redacted).replaceAll(found -> Matcher.quoteReplacement(ip(found.group())));
        }
        if (text.indexOf('.') >= 0) {
            redacted = IPV4.matcher(redacted).replaceAll(found -> Matcher.quoteReplacement(ip(found.group())));
        }
        for (Map.Entry<String, String> name : names.entrySet()) {
            if (redacted.contains(name.getKey())) {
                redacted = redacted.replaceAll("(?<!\\w)" + Pattern.quote(name.getKey()) + "(?!\\w)", name.getValue());
            }
        }
        return redacted;
    }

    /** What became what. */
    Map<String, String> mapping() {
        Map<String, String> mapping = new HashMap<>(ips);
        mapping.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
        mapping.putAll(names);
        return mapping;
    }

    private String ip(String text) {
        return ips.computeIfAbsent(text, this::newIp);
    }

    private String newIp(String text) {
        try {
            // A literal of digits, dots and colons: nobody is asked for a name.
            InetAddress address = InetAddress.getByName(text);
            InetAddress pseudonym = ipPseudonyms.of(address);
            return pseudonym.equals(address) ? text : pseudonym.getHostAddress();
        } catch (UnknownHostException e) {
            return text;
        }
    }
}
