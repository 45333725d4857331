package io.netvscd.journal.generator;

import java.util.List;
import javax.lang.model.element.TypeElement;

/** Writes the codec of a sealed interface: the number says which of its records it is. */
final class ChoiceSource {
    private final StoredTypes stored;
    private final TypeElement choice;
    private final String type;

    ChoiceSource(StoredTypes stored, TypeElement choice) {
        this.stored = stored;
        this.choice = choice;
        this.type = choice.getQualifiedName().toString();
    }

    SourceText text() {
        SourceText text = CodecMethods.begin(stored, choice);
        text.line("", "static void writeChunk(Output output, " + type + " value) {",
                "int start = Chunks.begin(output);",
                "int number = " + stored.tableName() + ".TABLE.number(value.getClass());",
                "output.writeVarInt(number, true);");
        writeByNumber(text, stored, stored.fitting(choice));
        text.line("Chunks.end(output, start);", "}");
        text.line("", "static " + type + " readChunk(RecordInput input) {",
                "int outer = Chunks.enter(input);",
                "int number = input.count();",
                type + " value = switch (number) {");
        readByNumber(text, stored, stored.fitting(choice));
        text.line("default -> throw " + stored.tableName() + ".TABLE.misfit(number, " + type + ".class, input);", "};",
                "Chunks.leave(input, outer);", "return value;", "}");
        compare(text);
        return text.line("}");
    }

    private void compare(SourceText text) {
        text.line("", "static boolean same(" + type + " one, " + type + " other) {",
                "if (one == null || other == null || one.getClass() != other.getClass()) {", "return one == other;", "}",
                "return switch (" + stored.tableName() + ".TABLE.number(one.getClass())) {");
        for (StoredTypes.Line line : stored.fitting(choice)) {
            text.line("case " + line.number() + " -> " + stored.codecName(line.type()) + ".same((" + line.name() + ") one, (" + line.name() + ") other);");
        }
        text.line("default -> throw new IllegalArgumentException(one.getClass() + \" is not in the registry\");", "};", "}");
    }

    /** Writes {@code value}, of which {@code number} says what it is. */
    static void writeByNumber(SourceText text, StoredTypes stored, List<StoredTypes.Line> lines) {
        text.line("switch (number) {");
        for (StoredTypes.Line line : lines) {
            text.line("case " + line.number() + " -> " + stored.codecName(line.type()) + ".write(output, (" + line.name() + ") value);");
        }
        text.line("default -> throw new IllegalArgumentException(value.getClass() + \" is not in the registry\");", "}");
    }

    /** The branches that read what {@code number} says. */
    static void readByNumber(SourceText text, StoredTypes stored, List<StoredTypes.Line> lines) {
        for (StoredTypes.Line line : lines) {
            text.line("case " + line.number() + " -> " + stored.codecName(line.type()) + ".read(input);");
        }
    }
}
