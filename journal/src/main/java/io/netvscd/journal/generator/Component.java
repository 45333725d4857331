package io.netvscd.journal.generator;

import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * A component of a stored record.
 *
 * @param type    as a source names it
 * @param form    of the value, or of each element of a list
 * @param element the type of the value or the element, null for a number or truth value
 */
record Component(String name, String type, boolean isList, Form form, TypeElement element) {
    /** {@link NoForm} for a component that cannot be stored. */
    static Component of(StoredTypes stored, RecordComponentElement declared) {
        TypeMirror ofList = stored.elementOfList(declared.asType());
        TypeMirror value = ofList == null ? declared.asType() : ofList;
        TypeElement element = value.getKind().isPrimitive() ? null : stored.element(value);
        Form form = Form.of(value, element);
        if (form == null) {
            throw new NoForm("the journal has no form for a component of type " + declared.asType() + ", as "
                    + declared.getEnclosingElement() + '.' + declared.getSimpleName() + " is");
        }
        return new Component(declared.getSimpleName().toString(), declared.asType().toString(), ofList != null, form, element);
    }

    /** What the generated method calls it; a name of its own may be that of a parameter. */
    String variable() {
        return '_' + name;
    }

    /** What it is while nothing has been read. */
    String absent() {
        return isList ? "java.util.List.of()" : form.absent();
    }
}
