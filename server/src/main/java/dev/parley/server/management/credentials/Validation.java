package dev.parley.server.management.credentials;

import com.google.protobuf.Struct;
import dev.parley.management.v1.CredentialValidation;
import dev.parley.management.v1.ValidateCredentialRequest;
import dev.parley.management.v1.ValidateCredentialsRequest;
import dev.parley.management.v1.ValidateCredentialsResponse;
import dev.parley.server.error.ChatException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether credentials have what their type needs, and keeps nothing (MA-25). Thread-safe. */
public final class Validation {
    private static final int ITEMS_MOST = 500;

    private final DefaultPool rules;
    private final LiveCheck live;

    Validation(DefaultPool rules, LiveCheck live) {
        this.rules = rules;
        this.live = live;
    }

    /** One. With {@code live} it blocks until its host has answered, at most ten seconds. */
    public CredentialValidation one(ValidateCredentialRequest request) {
        Shape shape = Shape.of(StructJson.of(request.getCredential()), rules);
        List<String> problems = new ArrayList<>(shape.problems());
        if (request.getLive() && shape.file() != null) {
            LiveCheck.Outcome outcome = live.check(shape.file(), LiveCheck.MOST);
            if (outcome.grade() != Grade.OK) {
                problems.add(outcome.problem());
            }
        }
        return CredentialValidation.newBuilder()
                .setValid(problems.isEmpty())
                .addAllProblems(problems)
                .build();
    }

    /**
     * Some.
     *
     * @throws ChatException INVALID_REQUEST: they are too many
     */
    public ValidateCredentialsResponse some(ValidateCredentialsRequest request) {
        if (request.getItemsCount() > ITEMS_MOST) {
            throw ChatException.invalid(
                    "items", "'items' has %d (expected: at most %d).".formatted(request.getItemsCount(), ITEMS_MOST));
        }
        ValidateCredentialsResponse.Builder answer = ValidateCredentialsResponse.newBuilder();
        for (Struct item : request.getItemsList()) {
            Shape shape = Shape.of(StructJson.of(item), rules);
            answer.addResults(ValidateCredentialsResponse.Result.newBuilder()
                    .setIndex(answer.getResultsCount())
                    .setValid(shape.problems().isEmpty())
                    .addAllProblems(shape.problems()));
        }
        return answer.setCount(answer.getResultsCount()).build();
    }
}
