package io.netvscd.journal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.Samples;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");

    private final Redaction redaction = Redaction.withKey(new byte[Redaction.KEY_BYTES]);

    @Test
    void keepsTheVendorAndNeverMakesOneAddressOfTwo() {
        Set<MacAddress> pseudonyms = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            MacAddress pseudonym = redaction.redact(new MacAddress(MAC.bits() + i));
            assertThat(pseudonym.bits() >>> 24).isEqualTo(0x00155d);
            assertThat(pseudonyms.add(pseudonym)).isTrue();
        }
        assertThat(redaction.redact(MAC)).isNotEqualTo(MAC).isEqualTo(redaction.redact(MAC));
    }

    @Test
    void leavesWhatBelongsToNobody() {
        assertThat(redaction.redact(MacAddress.ZERO)).isEqualTo(MacAddress.ZERO);
        assertThat(redaction.redact("ff:ff:ff:ff:ff:ff 127.0.0.1 ::1 0.0.0.0 224.0.0.251 ff02::1 255.255.255.255"))
                .isEqualTo("ff:ff:ff:ff:ff:ff 127.0.0.1 ::1 0.0.0.0 224.0.0.251 ff02::1 255.255.255.255");
        assertThat(redaction.redact("vf/eth0/0002:00:02.0 at 12:34:56, 99.5 % of 300.1.2.3 and 1.2.3"))
                .isEqualTo("vf/eth0/0002:00:02.0 at 12:34:56, 99.5 % of 300.1.2.3 and 1.2.3");
    }

    @Test
    void theSameAddressIsTheSamePseudonymInEveryForm() {
        String pseudonym = redaction.redact(MAC).toString();
        assertThat(redaction.redact("mac 00:15:5D:0A:00:01, and 00:15:5d:0a:00:01.")).isEqualTo("mac " + pseudonym + ", and "
                + pseudonym + '.');
        Bytes message = Bytes.parse("04000080" + "00155d0a0001" + "0000" + "00155d0a0001");
        TransitionRecord redacted = redaction.redact(turn(new ChannelInput.HostRndis(1, message)));
        assertThat(((ChannelInput.HostRndis) redacted.input()).message())
                .isEqualTo(Bytes.parse("04000080" + pseudonym.replace(":", "") + "0000" + pseudonym.replace(":", "")));
    }

    @Test
    void anAddressAsRndisWritesItIsOneToo() {
        String pseudonym = redaction.redact(MAC).toString().replace(":", "");
        Bytes written = Bytes.of("NetworkAddress00155d0a0001".getBytes(StandardCharsets.UTF_16LE));

        TransitionRecord redacted = redaction.redact(turn(new ChannelInput.HostRndis(1, written)));

        assertThat(((ChannelInput.HostRndis) redacted.input()).message())
                .isEqualTo(Bytes.of(("NetworkAddress" + pseudonym).getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void anAddressThatIsToBeSetIsOneToo() {
        Action set = new Action.SetNetdev(3, 1, NetdevSetting.MAC, MAC.bits());
        Action mtu = new Action.SetNetdev(3, 1, NetdevSetting.MTU, 1_500);
        TransitionRecord redacted = redaction.redact(new TransitionRecord(new Stamp(1, 1, 1, 1), OwnerId.master("eth0"),
                new MasterInput.MacChanged(MAC), List.of(), List.of(set, mtu), null, null));
        assertThat(redacted.actions())
                .containsExactly(new Action.SetNetdev(3, 1, NetdevSetting.MAC, redaction.redact(MAC).bits()), mtu);
    }

    @Test
    void subnetsStaySubnets() throws UnknownHostException {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] one = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(one);
            byte[] two = one.clone();
            int bit = random.nextInt(one.length * 8);
            two[bit / 8] ^= (byte) (0x80 >>> bit % 8);
            IpPseudonyms pseudonyms = new IpPseudonyms(new KeyedHash(new byte[] {1}));
            if (unchanged(one) || unchanged(two) || bit < 20) {
                continue;
            }
            byte[] first = pseudonyms.of(InetAddress.getByAddress(one)).getAddress();
            byte[] second = pseudonyms.of(InetAddress.getByAddress(two)).getAddress();
            assertThat(common(first, second)).isEqualTo(common(one, two)).isEqualTo(bit);
        }
    }

    @Test
    void privateStaysPrivateAndLengthsStay() {
        assertThat(redaction.redact("10.1.2.3/24")).startsWith("10.").endsWith("/24").isNotEqualTo("10.1.2.3/24");
        assertThat(redaction.redact("192.168.7.9")).startsWith("192.168.").isNotEqualTo("192.168.7.9");
        assertThat(redaction.redact("fe80::215:5dff:fe0a:1/64")).startsWith("fe80:").endsWith("/64").doesNotContain("5dff");
        VfInput.VfAddress input = (VfInput.VfAddress) redaction.redact(turn(new VfInput.VfAddress(1, "172.16.5.4/16", true))).input();
        assertThat(input.address()).startsWith("172.").isNotEqualTo("172.16.5.4/16");
    }

    @Test
    void hidesNamesAsWholeWords() {
        redaction.hideName("web1");
        assertThat(redaction.redact("web1: web11 web1.example")).matches("name-[0-9a-f]+: web11 name-[0-9a-f]+\\.example");
    }

    @Test
    void nothingButAddressesChanges(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("journal");
        try (JournalStore store = JournalStore.open(journal)) {
            store.append(Samples.ofEveryInput(9).toArray(TransitionRecord[]::new));
        }
        try (JournalSource source = JournalSource.open(journal);
                JournalSource redacted = new RedactedSource(source, redaction);
                Stream<TransitionRecord> before = source.records();
                Stream<TransitionRecord> after = redacted.records()) {
            List<String> known = before.map(JsonLines::line).toList();
            List<String> hidden = after.map(JsonLines::line).toList();
            assertThat(hidden).hasSameSizeAs(known);
            for (int i = 0; i < known.size(); i++) {
                assertThat(masked(hidden.get(i))).isEqualTo(masked(known.get(i)));
                assertThat(hidden.get(i)).doesNotContain(MAC.toString().substring(0, 14) + ":0");
            }
        }
        Path mapping = folder.resolve("mapping");
        redaction.saveMapping(mapping);
        assertThat(Files.readAllLines(mapping)).isNotEmpty().allMatch(line -> line.matches("[^\t]+\t[^\t]+"));
        assertThat(Files.getPosixFilePermissions(mapping)).hasSize(2);
    }

    private static String masked(String line) {
        return line.replaceAll("00:15:5d:[0-9a-f:]{8}", "MAC").replaceAll("\"value\":-?[0-9]+", "VALUE");
    }

    private static TransitionRecord turn(Input input) {
        return new TransitionRecord(new Stamp(1, 1, 1, 1), OwnerId.channel("eth0"), input, List.of(), List.of(), null, null);
    }

    private static boolean unchanged(byte[] octets) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(octets);
        return address.isMulticastAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress() || (octets[0] & 0xff) == 255;
    }

    private static int common(byte[] one, byte[] two) {
        int bit = 0;
        while (bit < one.length * 8 && ((one[bit / 8] ^ two[bit / 8]) & 0x80 >>> bit % 8) == 0) {
            bit++;
        }
        return bit;
    }
}
