package dev.parley.client;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import java.util.stream.Collectors;

/** Short cuts for plain text. See {@link EventStream#forEachText} for streams. */
public final class ChatTexts {
    private ChatTexts() {}

    /** A message of the user. */
    public static ChatMessage user(String text) {
        return message(Role.ROLE_USER, text);
    }

    /** Instructions for the model. */
    public static ChatMessage system(String text) {
        return message(Role.ROLE_SYSTEM, text);
    }

    /** The text of the first candidate; empty if it said nothing, such as when it calls tools. */
    public static String of(ChatResponse response) {
        return response.getCandidatesList().stream()
                .limit(1)
                .map(Candidate::getMessage)
                .flatMap(message -> message.getPartsList().stream())
                .map(part -> part.getText().getText())
                .collect(Collectors.joining());
    }

    private static ChatMessage message(Role role, String text) {
        return ChatMessage.newBuilder()
                .setRole(role)
                .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text)))
                .build();
    }
}
