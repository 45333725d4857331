package io.netvscd.journal.generator;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the codec of one record. */
final class RecordSource {
    private final StoredTypes stored;
    private final StoredTypes.Line line;
    private final String type;
    private final List<Component> components;

    RecordSource(StoredTypes stored, StoredTypes.Line line) {
        this.stored = stored;
        this.line = line;
        this.type = line.name();
        this.components = line.type().getRecordComponents().stream().map(each -> Component.of(stored, each)).toList();
    }

    SourceText text() {
        SourceText text = CodecMethods.begin(stored, line.type());
        writeChunk(text);
        writeComponents(text);
        readChunk(text);
        readComponents(text);
        compare(text);
        components.stream().filter(Component::isList).forEach(list -> new ListSource(stored, list).write(text));
        return text.line("}");
    }

    private void writeChunk(SourceText text) {
        text.line("", "static void writeChunk(Output output, " + type + " value) {",
                "int start = Chunks.begin(output);",
                "output.writeVarInt(" + line.number() + ", true);",
                "write(output, value);",
                "Chunks.end(output, start);", "}");
    }

    private void writeComponents(SourceText text) {
        text.line("", "static void write(Output output, " + type + " value) {", "int countAt = Components.begin(output);", "int present = 0;");
        int tag = 0;
        for (Component component : components) {
            text.line("present += " + writer(component) + "(output, " + ++tag + ", value." + component.name() + "());");
        }
        text.line("Components.end(output, countAt, present);", "}");
    }

    private String writer(Component component) {
        return component.isList() ? new ListSource(stored, component).writer() : CodecMethods.writer(stored, component) + ".write";
    }

    private void readChunk(SourceText text) {
        text.line("", "static " + type + " readChunk(RecordInput input) {", "int outer = Chunks.enter(input);");
        if (line.repeats()) {
            text.line(type + " value = input.known(" + type + ".class);", "if (value == null) {", "int from = input.position();",
                    "value = readNumbered(input);", "input.keep(from, value);", "}");
        } else {
            text.line(type + " value = readNumbered(input);");
        }
        text.line("Chunks.leave(input, outer);", "return value;", "}");
        text.line("", "private static " + type + " readNumbered(RecordInput input) {",
                stored.tableName() + ".TABLE.expect(" + line.number() + ", input);", "return read(input);", "}");
    }

    private void readComponents(SourceText text) {
        text.line("", "static " + type + " read(RecordInput input) {");
        for (Component component : components) {
            text.line(component.type() + ' ' + component.variable() + " = " + component.absent() + ';');
        }
        text.line("int tag = 0;", "for (int left = input.descend(); left > 0; left--) {",
                "tag = input.tag(tag, " + type + ".class);", "switch (tag) {");
        int tag = 0;
        for (Component component : components) {
            text.line("case " + ++tag + " -> " + component.variable() + " = " + reader(component) + ';');
        }
        text.line("default -> input.skipChunk();", "}", "}", "input.ascend();",
                "try {", "return new " + type + '(' + arguments() + ");",
                "} catch (RuntimeException e) {", "throw CorruptRecord.refused(" + type + ".class, e);", "}", "}");
    }

    private String reader(Component component) {
        return component.isList() ? new ListSource(stored, component).reader() + "(input)" : CodecMethods.reader(stored, component);
    }

    private void compare(SourceText text) {
        text.line("", "static boolean same(" + type + " one, " + type + " other) {", "if (one == other) {", "return true;", "}",
                "return one != null && other != null" + components.stream().map(this::comparison).collect(Collectors.joining()) + ';', "}");
    }

    private String comparison(Component component) {
        String one = "one." + component.name() + "()";
        String other = "other." + component.name() + "()";
        return " && " + (component.isList() ? new ListSource(stored, component).comparer() + '(' + one + ", " + other + ')'
                : CodecMethods.comparison(stored, component, one, other));
    }

    private String arguments() {
        return components.stream().map(Component::variable).collect(Collectors.joining(", "));
    }
}
