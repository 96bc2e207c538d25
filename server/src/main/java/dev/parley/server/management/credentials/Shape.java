package dev.parley.server.management.credentials;

import dev.parley.server.credential.CredentialException;
import dev.parley.server.credential.CredentialException.Problem;
import dev.parley.server.credential.CredentialFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text looks like as a credential.
 *
 * @param file null: it is none
 * @param problems what is wrong then; each names a field and never a value
 */
record Shape(@Nullable CredentialFile file, List<String> problems) {
    private static final String NAME = "credential";

    static Shape of(String json, DefaultPool rules) {
        try {
            return new Shape(CredentialFile.parse(json, NAME, rules.hosts()), List.of());
        } catch (CredentialException e) {
            return new Shape(null, e.problems().stream().map(Problem::toString).toList());
        }
    }
}
