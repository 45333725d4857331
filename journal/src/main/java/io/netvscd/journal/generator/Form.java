package io.netvscd.journal.generator;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What a value is in the octets. */
enum Form {
    /** What the codec itself knows: its method for reading it, and what stands for a component that is not there. */
    TRUTH("truth", "false"),
    INT("int32", "0"),
    LONG("int64", "0"),
    TEXT("text", "null"),
    MAC("mac", "null"),
    OCTETS("octets", "null"),
    /** What has a generated codec. */
    CONSTANT("", "null"),
    RECORD("", "null"),
    /** One of several records: a sealed interface. */
    CHOICE("", "null");

    private final String reader;
    private final String absent;

    Form(String reader, String absent) {
        this.reader = reader;
        this.absent = absent;
    }

    String reader() {
        return reader;
    }

    String absent() {
        return absent;
    }

    /** The form of a type that is no list, null where it has none. */
    static Form of(TypeMirror type, TypeElement element) {
        if (element == null) {
            return type.getKind() == TypeKind.BOOLEAN ? TRUTH : type.getKind() == TypeKind.INT ? INT
                    : type.getKind() == TypeKind.LONG ? LONG : null;
        }
        return switch (element.getQualifiedName().toString()) {
            case "java.lang.String" -> TEXT;
            case "io.netvscd.datapath.MacAddress" -> MAC;
            case "io.netvscd.journal.vocabulary.Bytes" -> OCTETS;
            default -> element.getKind() == ElementKind.ENUM ? CONSTANT : element.getKind() == ElementKind.RECORD ? RECORD
                    : element.getModifiers().contains(Modifier.SEALED) ? CHOICE : null;
        };
    }
}
