package dev.parley.server.embedding;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.Input;
import dev.parley.server.dialect.IncomingEmbedding;
import dev.parley.server.error.ChatException;

/** What no provider could embed. */
final class RequestCheck {
    private RequestCheck() {}

    /** {@code inputs} is what the caller calls the inputs. */
    static void check(EmbedRequest request, String inputs) {
        require(!request.getModel().isBlank(), "model", "is missing (expected: the name of an embedding model)");
        int count = request.getInputsCount();
        require(
                count >= 1 && count <= IncomingEmbedding.INPUTS_MOST,
                inputs,
                "has %d inputs (expected: 1 to %d)".formatted(count, IncomingEmbedding.INPUTS_MOST));
        for (int i = 0; i < count; i++) {
            input(request.getInputs(i), inputs + '[' + i + ']');
        }
        require(
                !request.hasDimensions() || request.getDimensions() >= 1,
                "dimensions",
                "is %d (expected: at least 1)".formatted(request.getDimensions()));
    }

    private static void input(Input input, String path) {
        boolean empty = switch (input.getKindCase()) {
            case TEXT -> input.getText().isEmpty();
            case TOKENS -> input.getTokens().getIdsCount() == 0;
            case KIND_NOT_SET -> true;
        };
        require(!empty, path, "is empty (expected: a text, or tokens)");
        require(
                input.getTokens().getIdsList().stream().allMatch(id -> id >= 0),
                path,
                "has a token below 0 (expected: token numbers)");
    }

    private static void require(boolean fine, String path, String problem) {
        if (!fine) {
            throw ChatException.invalid(path, "'%s' %s.".formatted(path, problem));
        }
    }
}
