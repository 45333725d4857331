package io.netvscd.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The committed list is what journals out there rely on: lines and words are only ever appended. After a type has been added to the
 * registry, or a component to a type, run this test once with {@code -Dnetvscd.registry=append}.
 */
class RegistryTest {
    private static final Path LIST = Path.of("src/test/resources/registry.txt");

    @Test
    void nothingOnTheCommittedListChanges() throws IOException {
        Map<Integer, String> current = current();
        for (String line : Files.readAllLines(LIST)) {
            int id = Integer.parseInt(line.substring(0, line.indexOf(' ')));
            assertThat(keeps(current.getOrDefault(id, "(gone)"), line, Registry.types().get(id)))
                    .as("type number %d is stored in journals as '%s' and is now '%s'", id, line, current.get(id)).isTrue();
        }
    }

    /** Components are found by their place, constants by their name. */
    private static boolean keeps(String current, String line, Class<?> type) {
        return type != null && type.isEnum() ? List.of(current.split(" ")).containsAll(List.of(line.split(" ")))
                : (current + ' ').startsWith(line + ' ');
    }

    @Test
    void theCommittedListIsComplete() throws IOException {
        String text = String.join("\n", current().values()) + '\n';
        if ("append".equals(System.getProperty("netvscd.registry"))) {
            nothingOnTheCommittedListChanges();
            Files.writeString(LIST, text);
        }
        assertThat(Files.readString(LIST)).as("rerun with -Dnetvscd.registry=append").isEqualTo(text);
    }

    @Test
    void everyTypeThatARecordCanHoldHasANumber() {
        Set<Class<?>> reached = new LinkedHashSet<>();
        reach(TransitionRecord.class, reached);
        reach(JournalGap.class, reached);
        reached.removeAll(Registry.types().values());
        assertThat(reached.stream().map(RegistryTest::name).toList())
                .as("append to Registry, from number %d on", new TreeMap<>(Registry.types()).lastKey() + 1).isEmpty();
    }

    private static void reach(Type type, Set<Class<?>> reached) {
        if (type instanceof ParameterizedType list) {
            reach(list.getActualTypeArguments()[0], reached);
        } else if (type instanceof Class<?> plain && plain.isSealed()) {
            Arrays.stream(plain.getPermittedSubclasses()).forEach(each -> reach(each, reached));
        } else if (type instanceof Class<?> plain && (plain.isEnum() || plain.isRecord()) && reached.add(plain)) {
            if (plain.isRecord()) {
                Arrays.stream(plain.getRecordComponents()).forEach(each -> reach(each.getGenericType(), reached));
            }
        }
    }

    private static Map<Integer, String> current() {
        Map<Integer, String> lines = new TreeMap<>();
        Registry.types().forEach((id, type) -> lines.put(id, (id + " " + name(type) + ' ' + shape(type)).strip()));
        return lines;
    }

    private static String shape(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).sorted().collect(Collectors.joining(" "));
        }
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).map(each -> each.getName() + ':' + name(each.getGenericType()))
                        .collect(Collectors.joining(" "))
                : "octets";
    }

    private static String name(Type type) {
        if (type instanceof ParameterizedType list) {
            return "List<" + name(list.getActualTypeArguments()[0]) + '>';
        }
        String full = ((Class<?>) type).getTypeName();
        return full.substring(full.lastIndexOf('.') + 1).replace('$', '.');
    }

    @Test
    void numbersBelowSixteenAreKryosOwn() {
        assertThat(List.copyOf(Registry.types().keySet())).isSorted().allMatch(id -> id >= 16);
    }
}
