package dev.parley.server.dialect;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.Input;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;

/** The inputs of a request for models that take texts alone: another tokenizer's tokens mean nothing to them. */
public final class TextInputs {
    private TextInputs() {}

    /**
     * An input's text.
     *
     * @throws ChatException UNSUPPORTED if it is given as tokens
     */
    public static String text(EmbedRequest request, int index) {
        Input input = request.getInputs(index);
        if (input.hasText()) {
            return input.getText();
        }
        String path = "inputs[" + index + ']';
        throw ChatException.of(
                        ErrorCode.ERROR_CODE_UNSUPPORTED,
                        Blame.REQUEST,
                        "unsupported_parameter",
                        "'%s' is given as tokens, which this model does not take (expected: text).".formatted(path))
                .param(path)
                .build();
    }
}
