package io.netvscd.journal.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the processor refuses: the compiler says so, and names the type. */
class StoredProcessorTest {
    @TempDir
    private Path folder;

    @Test
    void componentsWithoutAForm() throws IOException {
        assertThat(errors("@Stored(number = 16, type = Table.One.class)", "public record One(double share) { }"))
                .contains("no form for a component of type double, as").contains("Table.One.share");
    }

    @Test
    void listsWithinLists() throws IOException {
        assertThat(errors("@Stored(number = 16, type = Table.One.class)", "public record One(java.util.List<java.util.List<String>> all) { }"))
                .contains("no form for a component of type java.util.List<java.util.List<java.lang.String>>");
    }

    @Test
    void aNumberGivenTwice() throws IOException {
        assertThat(errors("@Stored(number = 16, type = Table.One.class) @Stored(number = 16, type = Table.Two.class)",
                "public record One() { } public record Two() { }")).contains("number 16 is given twice");
    }

    @Test
    void aTypeWithTwoNumbers() throws IOException {
        assertThat(errors("@Stored(number = 16, type = Table.One.class) @Stored(number = 17, type = Table.One.class)",
                "public record One() { }")).contains("Table.One has two numbers");
    }

    @Test
    void aRecordThatIsHeldAndHasNoNumber() throws IOException {
        assertThat(errors("@Stored(number = 16, type = Table.One.class)", "public record One(Two two) { } public record Two() { }"))
                .contains("Table.Two can be held by a stored record and has no number: append it, from number 17 on");
    }

    @Test
    void aRecordThatNobodyElseCanSee() throws IOException {
        assertThat(errors("@Stored(number = 16, type = Table.One.class)", "record One() { }")).contains("Table.One is not public");
    }

    private String errors(String annotations, String types) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        String text = "package io.netvscd.journal.codec; import io.netvscd.journal.generator.Stored; " + annotations
                + " class Table { " + types + " }";
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///Table.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavaCompiler.CompilationTask task =
                compiler.getTask(null, null, found, List.of("-d", folder.toString(), "-proc:only"), null, List.of(source));
        task.setProcessors(List.of(new StoredProcessor()));
        task.call();
        return found.getDiagnostics().stream().map(each -> each.getMessage(Locale.ROOT)).collect(Collectors.joining("\n"));
    }
}
