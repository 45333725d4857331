package io.netvscd.journal.generator;

import java.util.Arrays;

/** The text of one generated class: lines, indented by the braces that they open and close. */
final class SourceText {
    private final String packageName;
    private final String className;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    SourceText(String packageName, String className) {
        this.packageName = packageName;
        this.className = className;
        line("package " + packageName + ';');
    }

    String qualifiedName() {
        return packageName + '.' + className;
    }

    SourceText line(String... lines) {
        Arrays.stream(lines).forEach(this::line);
        return this;
    }

    private void line(String line) {
        if (line.startsWith("}")) {
            depth--;
        }
        text.append(line.isEmpty() ? "" : "    ".repeat(depth)).append(line).append('\n');
        if (line.endsWith("{")) {
            depth++;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
