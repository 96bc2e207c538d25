package dev.parley.server.tool;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.stream.IntStream;

/** Tools whose schema the model must keep to, which a text cannot promise (E-TOOL-1). */
final class StrictTools {
    private StrictTools() {}

    /** Where the request says so. */
    static List<String> paths(ChatRequest request) {
        return IntStream.range(0, request.getToolsCount())
                .filter(i -> request.getTools(i).getFunction().getStrict())
                .mapToObj(i -> "tools[" + i + "].function.strict")
                .toList();
    }

    /**
     * Fails if the request wants nothing left out.
     *
     * @throws ChatException UNSUPPORTED
     */
    static void check(ChatRequest request) {
        List<String> paths = paths(request);
        if (request.getStrict() && !paths.isEmpty()) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UNSUPPORTED,
                            Blame.REQUEST,
                            "unsupported_parameter",
                            "Emulated tools cannot express '%s' (expected: without it, or not strict)."
                                    .formatted(paths.getFirst()))
                    .param(paths.getFirst())
                    .build();
        }
    }
}
