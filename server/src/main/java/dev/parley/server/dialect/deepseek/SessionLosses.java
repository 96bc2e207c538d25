package dev.parley.server.dialect.deepseek;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Text;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What of a request one text cannot say, by contract path (COM-06). */
final class SessionLosses {
    private static final Set<String> REQUEST =
            Set.of("model", "messages", "sampling", "reasoning", "output_format", "strict", "extensions");

    private static final Set<String> MESSAGE = Set.of("role", "parts", "extensions");

    private SessionLosses() {}

    /** @throws ChatException UNSUPPORTED if more than one answer is wanted (E-OTH-2) */
    static void report(ChatRequest chat, Drops drops) {
        if (chat.getSampling().getCandidates() > 1) {
            throw tooMany(chat.getSampling().getCandidates());
        }
        drops.others(chat, REQUEST, "");
        drops.others(chat.getSampling(), Set.of("candidates"), "sampling.");
        drops.others(chat.getReasoning(), Set.of(), "reasoning.");
        drops.others(chat.getOutputFormat(), Set.of(), "output_format.");
        drops.foreign(chat.getExtensionsList(), SessionDialect.NAME, "");
        for (int i = 0; i < chat.getMessagesCount(); i++) {
            message(chat.getMessages(i), "messages[" + i + ']', drops);
        }
    }

    private static void message(ChatMessage message, String path, Drops drops) {
        drops.others(message, MESSAGE, path + '.');
        drops.foreign(message.getExtensionsList(), SessionDialect.NAME, path);
        parts(message.getPartsList(), path + ".parts", drops);
    }

    private static void parts(List<Part> parts, String path, Drops drops) {
        for (int i = 0; i < parts.size(); i++) {
            part(parts.get(i), path + '[' + i + ']', drops);
        }
    }

    private static void part(Part part, String path, Drops drops) {
        switch (part.getKindCase()) {
            case TEXT -> citations(part.getText(), path, drops);
            case REFUSAL, KIND_NOT_SET -> {}
            case TOOL_RESULT -> parts(part.getToolResult().getContentList(), path + ".tool_result.content", drops);
            case MEDIA, TOOL_CALL, THOUGHT, OPAQUE ->
                drops.add(path + '.' + part.getKindCase().name().toLowerCase(Locale.ROOT));
        }
        if (part.hasCache()) {
            drops.add(path + ".cache");
        }
        drops.foreign(part.getExtensionsList(), SessionDialect.NAME, path);
    }

    private static void citations(Text text, String path, Drops drops) {
        if (text.getCitationsCount() > 0) {
            drops.add(path + ".text.citations");
        }
    }

    private static ChatException tooMany(int candidates) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNSUPPORTED,
                        Blame.REQUEST,
                        "unsupported_parameter",
                        "%d answers are wanted, and this provider gives one (expected: 1).".formatted(candidates))
                .param("sampling.candidates")
                .build();
    }
}
