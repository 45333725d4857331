package io.netvscd.journal.generator;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Run by the compiler: writes the codecs of each class that has a table of {@link Stored} types. */
@SupportedAnnotationTypes({"io.netvscd.journal.generator.Stored", "io.netvscd.journal.generator.Stored.Table"})
public final class StoredProcessor extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        annotations.stream().flatMap(each -> round.getElementsAnnotatedWith(each).stream()).forEach(this::generate);
        return true;
    }

    private void generate(Element annotated) {
        TypeElement owner = (TypeElement) annotated;
        try {
            StoredTypes stored = StoredTypes.of(owner, processingEnv);
            for (StoredTypes.Line line : stored.lines()) {
                if (line.isRecord()) {
                    write(owner, new RecordSource(stored, line).text());
                } else if (line.isEnum()) {
                    write(owner, EnumSource.text(stored, line));
                }
            }
            for (TypeElement choice : stored.choices()) {
                write(owner, new ChoiceSource(stored, choice).text());
            }
            write(owner, TableSource.text(stored));
        } catch (NoForm e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, e.getMessage(), owner);
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "no codecs can be written: " + e, owner);
        }
    }

    private void write(TypeElement owner, SourceText source) throws IOException {
        try (Writer file = processingEnv.getFiler().createSourceFile(source.qualifiedName(), owner).openWriter()) {
            file.write(source.toString());
        }
    }
}
