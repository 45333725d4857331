package io.netvscd.journal.generator;

/** Writes the methods of a record's codec that read, write and compare one of its lists: the number of elements, then each as a chunk. */
final class ListSource {
    private final StoredTypes stored;
    private final Component list;
    private final String element;

    ListSource(StoredTypes stored, Component list) {
        this.stored = stored;
        this.list = list;
        this.element = list.element().getQualifiedName().toString();
    }

    String writer() {
        return "write_" + list.name();
    }

    String reader() {
        return "read_" + list.name();
    }

    String comparer() {
        return "same" + Character.toUpperCase(list.name().charAt(0)) + list.name().substring(1);
    }

    void write(SourceText text) {
        text.line("", "private static int " + writer() + "(Output output, int tag, " + list.type() + " values) {",
                "if (values == null || values.isEmpty()) {", "return 0;", "}",
                "int start = Components.beginList(output, tag, values.size());",
                "for (" + element + " each : values) {", CodecMethods.writer(stored, list) + ".writeChunk(output, each);", "}",
                "Chunks.end(output, start);", "return 1;", "}");
        text.line("", "private static " + list.type() + ' ' + reader() + "(RecordInput input) {",
                "int outer = Chunks.enter(input);",
                element + "[] values = new " + element + "[input.elements()];",
                "for (int i = 0; i < values.length; i++) {", "values[i] = " + CodecMethods.reader(stored, list) + ';', "}",
                "Chunks.leave(input, outer);", "return java.util.List.of(values);", "}");
        text.line("", "static boolean " + comparer() + '(' + list.type() + " one, " + list.type() + " other) {",
                "if (one == other) {", "return true;", "}",
                "if (one == null || other == null || one.size() != other.size()) {", "return false;", "}",
                "for (int i = 0; i < one.size(); i++) {",
                "if (!(" + CodecMethods.comparison(stored, list, "one.get(i)", "other.get(i)") + ")) {", "return false;", "}", "}",
                "return true;", "}");
    }
}
