package io.netvscd.journal.generator;

import java.util.List;

/** Writes the table of all stored types: their classes by their numbers, and the way to the codec of each record. */
final class TableSource {
    private TableSource() {
    }

    static SourceText text(StoredTypes stored) {
        List<StoredTypes.Line> records = stored.lines().stream().filter(StoredTypes.Line::isRecord).toList();
        String name = stored.tableName();
        SourceText text = new SourceText(stored.packageName(), name);
        text.line("", "import com.esotericsoftware.kryo.kryo5.io.Output;", "", "final class " + name + " extends RecordTable {",
                "static final " + name + " TABLE = new " + name + "();", "", "private " + name + "() {");
        for (StoredTypes.Line line : stored.lines()) {
            text.line("add(" + line.number() + ", " + line.name() + ".class);");
        }
        text.line("}", "", "@Override", "void write(int number, Output output, Object value) {");
        ChoiceSource.writeByNumber(text, stored, records);
        text.line("}", "", "@Override", "Object read(int number, RecordInput input) {", "return switch (number) {");
        ChoiceSource.readByNumber(text, stored, records);
        return text.line("default -> throw misfit(number, Record.class, input);", "};", "}", "}");
    }
}
