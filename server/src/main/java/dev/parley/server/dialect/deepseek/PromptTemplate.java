package dev.parley.server.dialect.deepseek;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a conversation becomes one text: each message in the template of who speaks, <code>{text}</code> being what was
 * said. A user who says one thing and nothing before is the prompt, as it is.
 *
 * @param end what stands after the last message
 */
record PromptTemplate(String system, String user, String assistant, String tool, String end) {
    private static final String SAID = "{text}";

    /**
     * The templates of the options {@code prompt-system}, {@code prompt-user}, {@code prompt-assistant},
     * {@code prompt-tool} and {@code prompt-end}.
     *
     * @throws IllegalArgumentException naming the option that has no place for the text
     */
    static PromptTemplate of(Map<String, String> options) {
        return new PromptTemplate(
                template(options, "prompt-system"),
                template(options, "prompt-user"),
                template(options, "prompt-assistant"),
                template(options, "prompt-tool"),
                options.getOrDefault("prompt-end", ""));
    }

    /** @throws ChatException INVALID_REQUEST if nobody says anything */
    String render(ChatRequest chat) {
        List<ChatMessage> messages = chat.getMessagesList();
        boolean alone = messages.size() == 1 && messages.getFirst().getRole() == Role.ROLE_USER;
        String prompt = alone
                ? said(messages.getFirst())
                : messages.stream().map(this::message).collect(Collectors.joining());
        if (prompt.isBlank()) {
            throw ChatException.invalid("messages", "'messages' hold no text (expected: some, for this provider).");
        }
        return alone ? prompt : prompt + end;
    }

    private String message(ChatMessage message) {
        String results = message.getPartsList().stream()
                .filter(Part::hasToolResult)
                .map(part -> filled(tool, texts(part.getToolResult().getContentList())))
                .collect(Collectors.joining());
        return results + filled(template(message.getRole()), said(message));
    }

    private String template(Role role) {
        return switch (role) {
            case ROLE_SYSTEM, ROLE_DEVELOPER -> system;
            case ROLE_ASSISTANT -> assistant;
            case ROLE_TOOL -> tool;
            case ROLE_USER, ROLE_UNSPECIFIED, UNRECOGNIZED -> user;
        };
    }

    private static String said(ChatMessage message) {
        return texts(message.getPartsList());
    }

    private static String texts(List<Part> parts) {
        return parts.stream()
                .filter(part -> part.hasText() || part.hasRefusal())
                .map(part -> part.hasText()
                        ? part.getText().getText()
                        : part.getRefusal().getText())
                .collect(Collectors.joining("\n"));
    }

    private static String filled(String template, String text) {
        return text.isEmpty() ? "" : template.replace(SAID, text);
    }

    private static String template(Map<String, String> options, String name) {
        String template = options.getOrDefault(name, SAID);
        if (!template.contains(SAID)) {
            throw new IllegalArgumentException(
                    "options.%s is '%s' (expected: a text with %s in it)".formatted(name, template, SAID));
        }
        return template;
    }
}
