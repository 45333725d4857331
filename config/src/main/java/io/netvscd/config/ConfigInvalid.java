package io.netvscd.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; carries every problem that was found, in the order of the file. */
public final class ConfigInvalid extends Exception {
    private final transient List<ConfigProblem> problems;

    public ConfigInvalid(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
