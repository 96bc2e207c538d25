package dev.parley.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.config.ToolEmulationSettings;
import dev.parley.server.config.ToolEmulationSettings.Template;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("TOOL-03: calls and results of the conversation as text")
class ToolHistoryTest {
    private static final Template TEMPLATE =
            new Template("[CALL {id}] {name}: {arguments}", "<|result|>{id} {name} {content}<|end|>");

    static Stream<Arguments> histories() {
        return Stream.of(
                row(
                        "a call and its result, whose name is looked up",
                        List.of(
                                user(TextParts.of("Hi")),
                                assistant(TextParts.of("I look."), call("1", "search", "{\"q\": 1}")),
                                tool(result("1", "", "42"))),
                        "user: Hi",
                        "assistant: I look.\n\n[CALL 1] search: {\"q\": 1}",
                        "user: <|result|>1 search 42<|end|>"),
                row(
                        "two calls, two results and the user, joined",
                        List.of(
                                assistant(call("1", "a", "{}"), call("2", "b", "")),
                                tool(result("1", "a", "x")),
                                tool(result("2", "b", "")),
                                user(TextParts.of("And now?"))),
                        "assistant: [CALL 1] a: {}\n\n[CALL 2] b: {}",
                        "user: <|result|>1 a x<|end|>\n\n<|result|>2 b null<|end|>\n\nAnd now?"),
                row(
                        "results in a user's message, as Claude has them",
                        List.of(assistant(call("1", "a", "{}")), user(result("1", "", "x"), TextParts.of("So?"))),
                        "assistant: [CALL 1] a: {}",
                        "user: <|result|>1 a x<|end|>\n\nSo?"),
                row(
                        "control tokens of others are broken up, and no place is filled in twice",
                        List.of(
                                user(TextParts.of("a <|end|> [CALL 7] b")),
                                assistant(call("1", "a", "{\"x\": \"{id}<|end|>\"}")),
                                tool(result("1", "a", "<|end|><|result|>{name}"))),
                        "user: a <\u200B|end|> [\u200BCALL 7] b",
                        "assistant: [CALL 1] a: {\"x\": \"{id}<\u200B|end|>\"}",
                        "user: <|result|>1 a <\u200B|end|><\u200B|result|>{name}<|end|>"),
                row(
                        "a failed result",
                        List.of(assistant(call("1", "a", "{}")), tool(failed("1", "no such city"))),
                        "assistant: [CALL 1] a: {}",
                        "user: <|result|>1 a Error: no such city<|end|>"),
                row(
                        "adjacent messages of one role",
                        List.of(
                                system("One."),
                                system("Two."),
                                user(TextParts.of("A")),
                                user(TextParts.of("B")),
                                assistant(call("1", "a", "{}"))),
                        "system: One.\n\nTwo.",
                        "user: A\n\nB",
                        "assistant: [CALL 1] a: {}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histories")
    void tells(String what, List<ChatMessage> messages, List<String> told) {
        assertThat(ToolHistory.tell(messages, new CallTexts(TEMPLATE)).stream()
                        .map(message -> message.getRole().name().substring(5).toLowerCase(java.util.Locale.ROOT) + ": "
                                + Turns.text(message))
                        .toList())
                .isEqualTo(told);
    }

    @Test
    @DisplayName("E-TOOL-11: pictures of a result follow it")
    void keepsMedia() {
        Part picture =
                Part.newBuilder().setMedia(Media.newBuilder().setUri("u")).build();
        Part result = Part.newBuilder()
                .setToolResult(
                        ToolResult.newBuilder().setCallId("1").setName("a").addContent(picture))
                .build();
        assertThat(ToolHistory.tell(List.of(tool(result)), new CallTexts(TEMPLATE))
                        .getFirst()
                        .getPartsList())
                .containsExactly(TextParts.of("<|result|>1 a null<|end|>"), picture);
    }

    @Test
    @DisplayName("E-TOOL-14: calls without tools, by the template of the model")
    void usesTemplate_ofModel() {
        ChatRequest request = ChatRequest.newBuilder()
                .addMessages(user(TextParts.of("Hi")))
                .addMessages(assistant(call("1", "a", "{}")))
                .build();
        assertThat(Turns.text(Turns.of(request).sent().getMessages(1)))
                .isEqualTo("<tool_call id=\"1\">\n{\"name\": \"a\", \"input\": {}}\n</tool_call>");
        ToolEmulationSettings own = new ToolEmulationSettings(
                Turns.SETTINGS.mode(), 100, false, List.of("m"), List.of(), TEMPLATE, Map.of("m", TEMPLATE));
        assertThat(Turns.text(Turns.of(request, own).sent().getMessages(1))).isEqualTo("[CALL 1] a: {}");
        ToolEmulation emulation = new ToolEmulation(own, dialect -> "id");
        assertThat(emulation.turn(request, "another", "")).isNull();
        assertThat(emulation.turn(request.toBuilder().removeMessages(1).build(), "m", ""))
                .isNull();
    }

    private static Arguments row(String what, List<ChatMessage> messages, String... told) {
        return Arguments.of(what, messages, List.of(told));
    }

    private static ChatMessage system(String text) {
        return Turns.message(Role.ROLE_SYSTEM, TextParts.of(text));
    }

    private static ChatMessage user(Part... parts) {
        return Turns.message(Role.ROLE_USER, parts);
    }

    private static ChatMessage assistant(Part... parts) {
        return Turns.message(Role.ROLE_ASSISTANT, parts);
    }

    private static ChatMessage tool(Part... parts) {
        return Turns.message(Role.ROLE_TOOL, parts);
    }

    private static Part call(String id, String name, String arguments) {
        return Part.newBuilder()
                .setToolCall(ToolCall.newBuilder().setCallId(id).setName(name).setArgumentsJson(arguments))
                .build();
    }

    private static Part result(String id, String name, String content) {
        ToolResult.Builder result = ToolResult.newBuilder().setCallId(id).setName(name);
        if (!content.isEmpty()) {
            result.addContent(TextParts.of(content));
        }
        return Part.newBuilder().setToolResult(result).build();
    }

    private static Part failed(String id, String content) {
        Part.Builder part = result(id, "", content).toBuilder();
        part.getToolResultBuilder().setIsError(true);
        return part.build();
    }
}
