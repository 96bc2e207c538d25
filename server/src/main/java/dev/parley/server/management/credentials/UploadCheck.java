package dev.parley.server.management.credentials;

import dev.parley.server.credential.CredentialException;
import dev.parley.server.credential.CredentialFile;
import dev.parley.server.error.ChatException;
import java.util.Set;

/** What an uploaded credential must be, beyond its shape. */
final class UploadCheck {
    private static final String FIELD = "credentials";

    /** What stands in the place of an id in paths, and what paths themselves understand. */
    private static final Set<String> RESERVED =
            Set.of("reload", "recover-all", "validate", "validate-batch", "validate-zip", "probe", ".", "..");

    private UploadCheck() {}

    /**
     * The credential of an upload.
     *
     * @throws ChatException INVALID_REQUEST naming each field at fault, and no value
     */
    static CredentialFile file(ManagedPool pool, String filename, String json) {
        CredentialFile file = parsed(pool, filename, json);
        if (RESERVED.contains(file.id())) {
            throw unusable(
                    "id", "id: is '%s', which is no name for a credential (expected: another).".formatted(file.id()));
        }
        boolean usable = switch (pool.takes()) {
            case FILES -> true;
            case KEYS -> file.kind() == CredentialFile.Kind.API_KEY;
            case NOTHING -> false;
        };
        if (!usable) {
            throw unusable(
                    "type",
                    "type: is %s, which provider '%s' cannot use (expected: %s)."
                            .formatted(
                                    file.kind().word(),
                                    pool.name(),
                                    pool.takes() == ManagedPool.Takes.KEYS ? "api_key" : "another provider"));
        }
        return file;
    }

    private static CredentialFile parsed(ManagedPool pool, String filename, String json) {
        try {
            return CredentialFile.parse(json, Filename.stem(filename), pool.hosts());
        } catch (CredentialException e) {
            throw unusable(e.problems().getFirst().field(), String.valueOf(e.getMessage()));
        }
    }

    private static ChatException unusable(String field, String message) {
        return Refusals.unusable(
                "invalid_credential",
                field.isEmpty() ? FIELD : FIELD + '.' + field,
                "The credential cannot be used: " + message);
    }
}
