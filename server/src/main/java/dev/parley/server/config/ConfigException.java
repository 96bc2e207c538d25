package dev.parley.server.config;

import java.util.List;

/** Settings that cannot be used: all that is wrong with them. */
public final class ConfigException extends RuntimeException {
    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Each a sentence that says where, what and what was expected. */
    public List<String> problems() {
        return problems;
    }
}
