package io.netvscd.journal.generator;

/** Writes the codec of an enum: its constants' names, and where to find a constant by its name. */
final class EnumSource {
    private EnumSource() {
    }

    static SourceText text(StoredTypes stored, StoredTypes.Line line) {
        SourceText text = CodecMethods.begin(stored, line.type());
        text.line("", "private static final ConstantNames<" + line.name() + "> NAMES = new ConstantNames<>(" + line.name() + ".values());");
        return text.line("", "static void writeChunk(Output output, " + line.name() + " value) {", "NAMES.writeChunk(output, value);", "}",
                "", "static " + line.name() + " readChunk(RecordInput input) {", "return NAMES.readChunk(input);", "}", "}");
    }
}
