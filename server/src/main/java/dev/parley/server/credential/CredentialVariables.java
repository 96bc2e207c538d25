package dev.parley.server.credential;

import dev.parley.server.credential.CredentialException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Credentials that stand in environment variables, each as JSON or as base64 of it (MA-27). One that cannot be read
 * stands in nobody's way, and is reported.
 */
public final class CredentialVariables {
    private static final String PREFIX = "GCLI_CREDS_";

    private CredentialVariables() {}

    /** A variable that is passed over, and why. */
    public record Fault(String variable, List<Problem> problems) {
        @Override
        public String toString() {
            return variable + ": " + problems;
        }
    }

    /**
     * What was found.
     *
     * @param files by their variables, each id once
     */
    public record Found(Map<String, CredentialFile> files, List<Fault> faults) {}

    /** Reads the variables whose names begin as they should, by name. */
    public static Found read(Map<String, String> environment, TokenHosts hosts) {
        Map<String, CredentialFile> files = new LinkedHashMap<>();
        List<Fault> faults = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !value.isBlank()) {
                try {
                    CredentialFile file = CredentialFile.parse(json(value.strip()), name, hosts);
                    if (files.values().stream().anyMatch(other -> other.id().equals(file.id()))) {
                        throw wrong("has the id of another, '%s' (expected: one of its own)".formatted(file.id()));
                    }
                    files.put(name, file);
                } catch (CredentialException e) {
                    faults.add(new Fault(name, e.problems()));
                }
            }
        });
        return new Found(files, faults);
    }

    private static String json(String value) {
        if (CredentialFile.isMeant(value)) {
            return value;
        }
        try {
            return new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("is neither JSON nor base64 (expected: a credential file's text, or base64 of it)");
        }
    }

    private static CredentialException wrong(String what) {
        return new CredentialException(List.of(new Problem("", what)));
    }
}
