package dev.parley.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.access.Caller;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("BAN-04: which calls are one session")
class SessionTest {
    private static final ChatRequest FIRST = request(Role.ROLE_SYSTEM, "be brief", Role.ROLE_USER, "hi");

    @Test
    void isWhatTheCallerNames() {
        Session session = session("ann", "s-1", FIRST);
        assertThat(session.source()).isEqualTo(Session.Source.HEADER);
        assertThat(session).isEqualTo(session("ann", " s-1 ", request(Role.ROLE_USER, "other")));
        assertThat(session.key())
                .isNotEqualTo(session("ann", "s-2", FIRST).key())
                .as("another caller's session of that name is another")
                .isNotEqualTo(session("bob", "s-1", FIRST).key());
    }

    @Test
    void isTheConversation_whenNoneIsNamed() {
        Session session = session("ann", null, FIRST);
        ChatRequest later = FIRST.toBuilder()
                .addMessages(message(Role.ROLE_ASSISTANT, "hello"))
                .addMessages(message(Role.ROLE_USER, "and now?"))
                .build();
        assertThat(session.source()).isEqualTo(Session.Source.CONVERSATION);
        assertThat(session("ann", null, later)).isEqualTo(session);
        assertThat(session("ann", null, request(Role.ROLE_DEVELOPER, "be brief", Role.ROLE_USER, "hi")))
                .isEqualTo(session);
        assertThat(session.key())
                .isNotEqualTo(session("bob", null, FIRST).key())
                .isNotEqualTo(
                        session("ann", null, request(Role.ROLE_USER, "hi")).key())
                .isNotEqualTo(session("ann", null, request(Role.ROLE_SYSTEM, "be brief", Role.ROLE_USER, "ho"))
                        .key());
    }

    @Test
    void looksAtTheBeginningOfLongTexts() {
        String long1 = "x".repeat(2048);
        assertThat(session("ann", null, request(Role.ROLE_USER, long1 + "a")))
                .isEqualTo(session("ann", null, request(Role.ROLE_USER, long1 + "b")));
    }

    @Test
    void isNone_withoutUsersText() {
        assertThat(session("ann", null, request(Role.ROLE_SYSTEM, "be brief"))).isEqualTo(Session.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "ümlaut", "tab\there"})
    @DisplayName("BAN-04: a name that will not do counts as none")
    void passesOverBadNames(String name) {
        assertThat(Steering.of(null, name, false).session()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"128, 128", "129, 0"})
    void takesNamesOf128Characters(int length, int taken) {
        assertThat(Steering.of(null, "x".repeat(length), false).session()).hasSize(taken);
    }

    private static Session session(String caller, @Nullable String named, ChatRequest request) {
        return Session.of(new ChatCall(
                "req-1",
                new Caller(caller, "default", Set.of()),
                "",
                Steering.of(null, named, false),
                request,
                true,
                Instant.MAX));
    }

    private static ChatRequest request(Object... rolesAndTexts) {
        ChatRequest.Builder request = ChatRequest.newBuilder().setModel("m");
        for (int i = 0; i < rolesAndTexts.length; i += 2) {
            request.addMessages(message((Role) rolesAndTexts[i], (String) rolesAndTexts[i + 1]));
        }
        return request.build();
    }

    private static ChatMessage message(Role role, String text) {
        return ChatMessage.newBuilder()
                .setRole(role)
                .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text)))
                .build();
    }
}
