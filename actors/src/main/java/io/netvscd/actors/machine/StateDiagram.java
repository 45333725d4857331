package io.netvscd.actors.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Draws a table of transitions: as a Mermaid state diagram, and as a Markdown page that holds the diagram and every
 * row.
 */
public final class StateDiagram {
    private static final String NEW_LINE = "<br/>";
    /** More inputs than this at one arrow cannot be read; the table has them all. */
    private static final int LABELS = 6;

    private StateDiagram() {
    }

    /**
     * The diagram: one arrow for each pair of phases, labelled with the inputs that lead along it; what leaves a phase
     * as it is stands inside the phase.
     */
    public static <P extends Enum<P>, S> String render(Transitions<P, S> transitions) {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        text.append("    [*] --> ").append(transitions.start()).append('\n');
        for (P phase : transitions.phases()) {
            Set<String> staying = new TreeSet<>();
            Map<P, Set<String>> leaving = new LinkedHashMap<>();
            for (Transitions.Row<P, S> row : transitions.rows()) {
                if (row.from() != phase) {
                    continue;
                }
                for (P to : row.to()) {
                    if (to == phase) {
                        staying.add(row.on().getSimpleName());
                    } else {
                        leaving.computeIfAbsent(to, any -> new LinkedHashSet<>()).add(label(row));
                    }
                }
            }
            text.append("    ").append(phase).append(" : ").append(phase);
            if (!staying.isEmpty()) {
                text.append(NEW_LINE).append("stays on").append(NEW_LINE).append(String.join(NEW_LINE, staying));
            }
            text.append('\n');
            leaving.forEach((to, labels) -> text.append("    ").append(phase).append(" --> ").append(to).append(" : ")
                    .append(legible(labels)).append('\n'));
        }
        return text.toString();
    }

    /**
     * The page that is committed: the diagram, then the rows as a table in which equal rows of several phases are one
     * line.
     */
    public static <P extends Enum<P>, S> String page(Transitions<P, S> transitions) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(transitions.machine()).append("\n\n")
                .append("Drawn from the machine's own table of transitions; a test keeps it true "
                        + "(`-Dnetvscd.regenerate=true` writes it anew).\n\n")
                .append("```mermaid\n").append(render(transitions)).append("```\n\n")
                .append("| in | input | when | then in | decided |\n| --- | --- | --- | --- | --- |\n");
        Map<List<String>, Set<String>> lines = new LinkedHashMap<>();
        for (Transitions.Row<P, S> row : transitions.rows()) {
            boolean stays = row.to().equals(Set.of(row.from()));
            List<String> line = new ArrayList<>();
            line.add(row.on().getSimpleName());
            line.add(row.when());
            line.add(stays ? "the same" : row.to().stream().map(Enum::name).collect(Collectors.joining(", ")));
            line.add(row.decided());
            lines.computeIfAbsent(line, any -> new LinkedHashSet<>()).add(row.from().name());
        }
        lines.forEach((line, from) -> text.append("| ")
                .append(from.size() == transitions.phases().size() ? "any" : String.join(", ", from))
                .append(" | ").append(line.stream().map(StateDiagram::cell).collect(Collectors.joining(" | ")))
                .append(" |\n"));
        text.append("\nA pair of phase and input without a line is refused, and the refusal is journaled.\n");
        return text.toString();
    }

    private static String legible(Set<String> labels) {
        if (labels.size() <= LABELS) {
            return String.join(NEW_LINE, labels);
        }
        String shown = labels.stream().limit(LABELS - 1).collect(Collectors.joining(NEW_LINE));
        return shown + NEW_LINE + "and " + (labels.size() - LABELS + 1) + " more";
    }

    private static String label(Transitions.Row<?, ?> row) {
        String label = row.on().getSimpleName() + (row.when().isEmpty() ? "" : " [" + row.when() + ']');
        // Mermaid ends a label at these.
        return label.replace(':', ',').replace(';', ',');
    }

    private static String cell(String words) {
        return words.replace("|", "\\|").replace('\n', ' ');
    }
}
