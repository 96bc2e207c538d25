package dev.parley.server.provider.builtin;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.Set;
import java.util.TreeSet;

/** A built-in model's name and its parameters, as in {@code slow?ttft=500ms&gap=20ms}. */
record ModelName(String name, Parameters parameters) {
    static ModelName parse(String text) {
        int mark = text.indexOf('?');
        return mark < 0
                ? new ModelName(text, Parameters.parse(""))
                : new ModelName(text.substring(0, mark), Parameters.parse(text.substring(mark + 1)));
    }

    ChatException unknown(Set<String> known) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_NOT_FOUND,
                        Blame.REQUEST,
                        "model_not_found",
                        "There is no built-in model '%s' (expected: one of %s).".formatted(name, new TreeSet<>(known)))
                .param("model")
                .build();
    }
}
