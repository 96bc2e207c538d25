package dev.parley.server.admin;

import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.server.error.ChatException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A field that an update may change. */
enum UpdatedFields {
    KEYS(request -> request.getKeysCount() > 0),
    ACCOUNTS(request -> request.getAccountsCount() > 0),
    CLAUDE_MAPPING(UpdateConfigRequest::hasClaudeMapping);

    private final Predicate<UpdateConfigRequest> given;

    UpdatedFields(Predicate<UpdateConfigRequest> given) {
        this.given = given;
    }

    /** Those that the mask names; without a mask those that are not empty. */
    static Set<UpdatedFields> of(UpdateConfigRequest request) {
        Set<UpdatedFields> fields = EnumSet.noneOf(UpdatedFields.class);
        if (request.hasUpdateMask()) {
            request.getUpdateMask().getPathsList().forEach(path -> fields.add(named(path)));
        } else {
            Arrays.stream(values()).filter(field -> field.given.test(request)).forEach(fields::add);
        }
        return fields;
    }

    /** For people, as {@code keys, accounts}. */
    static String names(Set<UpdatedFields> fields) {
        return fields.stream().map(UpdatedFields::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static UpdatedFields named(String path) {
        return Arrays.stream(values())
                .filter(field -> field.toString().equals(path))
                .findFirst()
                .orElseThrow(() -> ChatException.invalid(
                        "update_mask",
                        "The update mask names '%s' (expected: %s)."
                                .formatted(path, names(EnumSet.allOf(UpdatedFields.class)))));
    }
}
