package io.netvscd.journal.generator;

import javax.lang.model.element.TypeElement;

/** How generated code calls what reads, writes and compares a value, and the method that all generated codecs have alike. */
final class CodecMethods {
    private CodecMethods() {
    }

    /** Begins the class that reads and writes a type. */
    static SourceText begin(StoredTypes stored, TypeElement type) {
        String name = stored.codecName(type);
        SourceText text = new SourceText(stored.packageName(), name);
        text.line("", "import com.esotericsoftware.kryo.kryo5.io.Output;", "",
                "final class " + name + " {", "private " + name + "() {", "}");
        writeTagged(text, type);
        return text;
    }

    /** Writes a component, unless it is not there: tells how many were written. */
    private static void writeTagged(SourceText text, TypeElement type) {
        text.line("", "static int write(Output output, int tag, " + type.getQualifiedName() + " value) {",
                "if (value == null) {", "return 0;", "}",
                "output.writeByte(tag);", "writeChunk(output, value);", "return 1;", "}");
    }

    /** The class that writes a value. */
    static String writer(StoredTypes stored, Component component) {
        return switch (component.form()) {
            case TRUTH, INT, LONG, TEXT, MAC, OCTETS -> "Components";
            case CONSTANT, RECORD -> stored.codecName(stored.line(component.element()).type());
            case CHOICE -> stored.codecName(component.element());
        };
    }

    /** What reads a value: a chunk of its own. */
    static String reader(StoredTypes stored, Component component) {
        return switch (component.form()) {
            case TRUTH, INT, LONG, TEXT, MAC, OCTETS -> "input." + component.form().reader() + "()";
            case CONSTANT, RECORD, CHOICE -> writer(stored, component) + ".readChunk(input)";
        };
    }

    /** What tells whether two values are the same, as a record's own equals does. */
    static String comparison(StoredTypes stored, Component component, String one, String other) {
        return switch (component.form()) {
            case TRUTH, INT, LONG, CONSTANT -> one + " == " + other;
            case TEXT, MAC, OCTETS -> "java.util.Objects.equals(" + one + ", " + other + ')';
            case RECORD, CHOICE -> writer(stored, component) + ".same(" + one + ", " + other + ')';
        };
    }
}
