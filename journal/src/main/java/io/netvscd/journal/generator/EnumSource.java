package io.netvscd.journal.generator;

/** Writes the codec of an enum: its constants' names, and where to find a constant by its name. */
final class EnumSource {
    private EnumSource() {
    }

    static SourceText text(StoredTypes stored, StoredTypes.Line line) {
        String name = stored.codecName(line.type());
        SourceText text = new SourceText(stored.packageName(), name);
        text.line("", "import com.esotericsoftware.kryo.kryo5.io.Output;", "", "final class " + name + " {",
                "private static final ConstantNames<" + line.name() + "> NAMES = new ConstantNames<>(" + line.name() + ".values());", "",
                "private " + name + "() {", "}");
        CodecMethods.writeTagged(text, line.type());
        return text.line("", "static void writeChunk(Output output, " + line.name() + " value) {", "NAMES.writeChunk(output, value);", "}",
                "", "static " + line.name() + " readChunk(RecordInput input) {", "return NAMES.readChunk(input);", "}", "}");
    }
}
