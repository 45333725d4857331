package io.netvscd.journal.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.MirroredTypeException;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** The stored types of one table, and what their components are. Refuses what has no form in the journal: {@link NoForm}. */
final class StoredTypes {
    /** Octets that count components: one. */
    private static final int COMPONENTS_MAX = Byte.MAX_VALUE;

    /** One line of the table. */
    record Line(int number, TypeElement type, boolean repeats) {
        boolean isRecord() {
            return type.getKind() == ElementKind.RECORD;
        }

        boolean isEnum() {
            return type.getKind() == ElementKind.ENUM;
        }

        String name() {
            return type.getQualifiedName().toString();
        }
    }

    private final TypeElement owner;
    private final String packageName;
    private final Types types;
    private final SortedMap<Integer, Line> lines = new TreeMap<>();
    private final Map<TypeElement, Line> byType = new LinkedHashMap<>();

    private StoredTypes(TypeElement owner, ProcessingEnvironment environment) {
        this.owner = owner;
        this.packageName = environment.getElementUtils().getPackageOf(owner).getQualifiedName().toString();
        this.types = environment.getTypeUtils();
    }

    static StoredTypes of(TypeElement owner, ProcessingEnvironment environment) {
        StoredTypes stored = new StoredTypes(owner, environment);
        for (Stored each : owner.getAnnotationsByType(Stored.class)) {
            stored.add(new Line(each.number(), stored.element(typeOf(each)), each.repeats()));
        }
        return stored;
    }

    /** A compiler has no class for what it is compiling; it says so, and which type it would be. */
    private static TypeMirror typeOf(Stored line) {
        try {
            throw new IllegalStateException(line.type() + " is there already");
        } catch (MirroredTypeException e) {
            return e.getTypeMirror();
        }
    }

    private void add(Line line) {
        if (lines.put(line.number(), line) != null) {
            throw new NoForm("number " + line.number() + " is given twice");
        } else if (byType.put(line.type(), line) != null) {
            throw new NoForm(line.name() + " has two numbers");
        } else if (line.isRecord() && line.type().getRecordComponents().size() > COMPONENTS_MAX) {
            throw new NoForm(line.name() + " has more components than a count of one octet");
        } else if (!line.type().getModifiers().contains(Modifier.PUBLIC)) {
            throw new NoForm(line.name() + " is not public");
        }
    }

    /** In the order of their numbers. */
    List<Line> lines() {
        return List.copyOf(lines.values());
    }

    String packageName() {
        return packageName;
    }

    /** The class that has all of them. */
    String tableName() {
        return nestedName(owner) + "Table";
    }

    /** The class that reads and writes this type: its name, and those that it is nested in. */
    String codecName(TypeElement type) {
        return nestedName(type) + "Codec";
    }

    private static String nestedName(TypeElement type) {
        return type.getEnclosingElement() instanceof TypeElement outer ? nestedName(outer) + type.getSimpleName()
                : type.getSimpleName().toString();
    }

    /** The line of a record or an enum; {@link NoForm} where it has none. */
    Line line(TypeElement type) {
        Line line = byType.get(type);
        if (line == null) {
            throw new NoForm(type.getQualifiedName() + " can be held by a stored record and has no number: append it, from number "
                    + (lines.lastKey() + 1) + " on");
        }
        return line;
    }

    /** The records that may stand where this type is declared. */
    List<Line> fitting(TypeElement declared) {
        return lines.values().stream().filter(Line::isRecord)
                .filter(line -> types.isSubtype(line.type().asType(), declared.asType())).toList();
    }

    /** The sealed interfaces that components are declared as. */
    List<TypeElement> choices() {
        List<TypeElement> choices = new ArrayList<>();
        for (Line line : lines.values()) {
            for (RecordComponentElement component : line.type().getRecordComponents()) {
                Component described = Component.of(this, component);
                if (described.form() == Form.CHOICE && !choices.contains(described.element())) {
                    choices.add(described.element());
                }
            }
        }
        return choices;
    }

    TypeElement element(TypeMirror type) {
        return (TypeElement) types.asElement(type);
    }

    /** The type of the elements of a list, null for anything else. */
    TypeMirror elementOfList(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.getTypeArguments().size() == 1
                && element(type).getQualifiedName().contentEquals("java.util.List") ? declared.getTypeArguments().get(0) : null;
    }
}
