package dev.parley.server.provider.builtin;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Words are the tokens of the built-in models: a run of characters up to and with the white space behind it. So the
 * words of a text put together are the text, and usage is exact.
 */
public final class Words {
    private Words() {}

    /** The words of a text. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < text.length(); i++) {
            if (!isSpace(text, i) && isSpace(text, i - 1)) {
                words.add(text.substring(start, i));
                start = i;
            }
        }
        if (start < text.length()) {
            words.add(text.substring(start));
        }
        return words;
    }

    /** A text in two pieces, cut between code points. */
    public static List<String> halves(String text) {
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return middle == 0 ? List.of(text) : List.of(text.substring(0, middle), text.substring(middle));
    }

    /** Tokens of the whole prompt. */
    public static long prompt(ChatRequest request) {
        return request.getMessagesList().stream()
                .mapToLong(message -> of(text(message)).size())
                .sum();
    }

    /** What the last user message says; empty if there is none. */
    public static String lastUser(ChatRequest request) {
        for (int i = request.getMessagesCount() - 1; i >= 0; i--) {
            if (request.getMessages(i).getRole() == Role.ROLE_USER) {
                return text(request.getMessages(i));
            }
        }
        return "";
    }

    private static String text(ChatMessage message) {
        return message.getPartsList().stream().map(Words::text).collect(Collectors.joining());
    }

    private static String text(Part part) {
        return switch (part.getKindCase()) {
            case TEXT -> part.getText().getText();
            case MEDIA -> describe(part.getMedia());
            case TOOL_RESULT ->
                part.getToolResult().getContentList().stream().map(Words::text).collect(Collectors.joining());
            default -> "";
        };
    }

    private static String describe(Media media) {
        String type = media.getMimeType().isEmpty() ? "media" : media.getMimeType();
        return media.getData().isEmpty()
                ? "[" + type + "]"
                : "[" + type + ", " + media.getData().size() + " bytes]";
    }

    private static boolean isSpace(String text, int at) {
        return Character.isWhitespace(text.charAt(at));
    }
}
