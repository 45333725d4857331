package io.netvscd.journal.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.codec.RecordShape;
import io.netvscd.journal.codec.Registry;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.OwnerId;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published schema is made from the vocabulary; after a change run this once with {@code -Dnetvscd.schema=write}. */
class JsonSchemaTest {
    private static final Path FILE = Path.of("src/main/resources/io/netvscd/journal/export/transition.schema.json");

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void thePublishedSchemaSaysWhatTheVocabularySays() throws IOException {
        String schema = schema().toPrettyString() + '\n';
        if ("write".equals(System.getProperty("netvscd.schema"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, schema);
        }
        assertThat(Files.readString(FILE)).as("rerun with -Dnetvscd.schema=write").isEqualTo(schema);
    }

    private ObjectNode schema() {
        ObjectNode root = mapper.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "One line of transitions.jsonl: one turn of one owner");
        root.put("$ref", "#/$defs/TransitionRecord");
        ObjectNode definitions = root.putObject("$defs");
        TreeMap<String, Class<?>> types = new TreeMap<>();
        Registry.types().values().forEach(type -> {
            types.put(name(type), type);
            for (Class<?> open = open(type); open != null; open = open(open)) {
                types.put(name(open), open);
            }
        });
        types.forEach((name, type) -> {
            if (type.isEnum()) {
                ArrayNode constants = definitions.putObject(name).putArray("enum");
                Arrays.stream(type.getEnumConstants()).map(Object::toString).sorted().forEach(constants::add);
            } else if (type.isSealed()) {
                ArrayNode options = definitions.putObject(name).putArray("oneOf");
                Arrays.stream(type.getPermittedSubclasses()).forEach(each -> options.addObject().put("$ref", ref(each)));
            } else if (type.isRecord() && !TextTypes.has(type)) {
                record(definitions.putObject(name), type);
            }
        });
        return root;
    }

    private void record(ObjectNode definition, Class<?> type) {
        definition.put("type", "object");
        ObjectNode properties = definition.putObject("properties");
        ArrayNode required = definition.putArray("required");
        if (open(type) != null) {
            properties.putObject(JsonForm.TYPE).put("const", type.getSimpleName());
            required.add(JsonForm.TYPE);
        }
        for (RecordShape.Component component : JsonForm.shape(type).components()) {
            properties.set(component.name(), value(component.type()));
            required.add(component.name());
        }
    }

    private ObjectNode value(Type type) {
        ObjectNode node = mapper.createObjectNode();
        if (JsonForm.isList(type)) {
            node.put("type", "array").set("items", value(JsonForm.element(type)));
        } else if (type == boolean.class) {
            node.put("type", "boolean");
        } else if (type == int.class || type == long.class) {
            node.put("type", "integer");
        } else if (type == MacAddress.class) {
            nullable(node).put("pattern", "^[0-9a-f]{2}(:[0-9a-f]{2}){5}$");
        } else if (type == Bytes.class) {
            nullable(node).put("pattern", "^([0-9a-f]{2})*$");
        } else if (type == OwnerId.class) {
            nullable(node).put("pattern", "^(pci|(channel|master)/[^/]+|vf/[^/]+/.+)$");
        } else if (type == String.class) {
            nullable(node);
        } else {
            node.putArray("oneOf").add(mapper.createObjectNode().put("$ref", ref((Class<?>) type)))
                    .add(mapper.createObjectNode().put("type", "null"));
        }
        return node;
    }

    private static ObjectNode nullable(ObjectNode node) {
        node.putArray("type").add("string").add("null");
        return node;
    }

    private static Class<?> open(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).filter(Class::isSealed).findFirst().orElse(null);
    }

    private static String ref(Class<?> type) {
        return "#/$defs/" + name(type);
    }

    private static String name(Class<?> type) {
        return type.isEnum() && type.getEnclosingClass() != null
                ? type.getEnclosingClass().getSimpleName() + type.getSimpleName()
                : type.getSimpleName();
    }
}
