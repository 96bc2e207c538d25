package dev.parley.server.credential;

import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a credential file: everything at once, by field, and never a value of it. */
public final class CredentialException extends RuntimeException {
    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param field as a file spells it; empty for the whole file
     * @param expected what stands there, and what is expected
     */
    public record Problem(String field, String expected) {
        @Override
        public String toString() {
            return field.isEmpty() ? expected : field + ": " + expected;
        }
    }

    CredentialException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
