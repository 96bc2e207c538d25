package dev.parley.server.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.error.ChatException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TOOL-02: what the model is told of the tools")
class ToolPromptTest {
    @Test
    void listsTools_inNewSystemMessage() {
        ChatRequest sent = sent(Turns.request());
        assertThat(sent.getToolsCount()).isZero();
        assertThat(sent.hasToolChoice()).isFalse();
        assertThat(sent.getMessages(0).getRole()).isEqualTo(Role.ROLE_SYSTEM);
        assertThat(Turns.text(sent.getMessages(0)))
                .contains("## get_weather\nThe weather of a city, now.\n", "## search\nJSON schema of its input: {")
                .contains("\"properties\": {\"city\": {\"type\": \"string\"}}")
                .contains("{\"tool_calls\": [{\"name\":", "with nothing else", "Never repeat a call")
                .contains("Calls that do not need each other", "Where no tool is needed");
        assertThat(sent.getMessages(1)).isEqualTo(Turns.request().getMessages(0));
    }

    @ParameterizedTest
    @CsvSource({"ROLE_SYSTEM", "ROLE_DEVELOPER"})
    void followsFirstSystemMessage(Role role) {
        ChatRequest request = Turns.request().toBuilder()
                .addMessages(ChatMessage.newBuilder().setRole(role).addParts(TextParts.of("Be brief.")))
                .build();
        ChatRequest sent = sent(request);
        assertThat(sent.getMessagesCount()).isEqualTo(2);
        assertThat(Turns.text(sent.getMessages(1))).startsWith("Be brief.\n\n# Tools\n");
        assertThat(sent.getMessages(1).getPartsCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MODE_REQUIRED |         |       | You must call at least one tool. An answer without",
                "MODE_REQUIRED | search  |       | You must call at least one tool of: search. An answer",
                "MODE_AUTO     | search  |       | You may only call tools of: search.",
                "MODE_AUTO     |         | false | exactly one call",
            })
    void tellsChoice(Mode mode, String only, Boolean parallel, String told) {
        ToolChoice.Builder choice = ToolChoice.newBuilder().setMode(mode);
        if (only != null) {
            choice.addNames(only);
        }
        if (parallel != null) {
            choice.setParallel(parallel);
        }
        ChatRequest request = Turns.request().toBuilder().setToolChoice(choice).build();
        assertThat(Turns.text(sent(request).getMessages(0))).contains(told);
    }

    @ParameterizedTest
    @CsvSource({"MODE_NONE, KIND_TEXT", "MODE_AUTO, KIND_JSON", "MODE_REQUIRED, KIND_JSON_SCHEMA"})
    @DisplayName("TOOL-02, TOOL-06: no block and no calls with choice none, or where the answer is JSON")
    void tellsNothing(Mode mode, OutputFormat.Kind form) {
        ChatRequest request = Turns.request().toBuilder()
                .setToolChoice(ToolChoice.newBuilder().setMode(mode))
                .setOutputFormat(OutputFormat.newBuilder().setKind(form))
                .build();
        assertThat(sent(request).getMessagesList()).isEqualTo(request.getMessagesList());
        assertThat(sent(request).getToolsCount()).isZero();
        assertThat(Turns.of(request).answer("{\"name\":\"search\"}").text()).isEqualTo("{\"name\":\"search\"}");
    }

    @Test
    void refusesChoice_ofUndeclaredTool() {
        ChatRequest request = Turns.request().toBuilder()
                .setToolChoice(
                        ToolChoice.newBuilder().setMode(Mode.MODE_REQUIRED).addNames("nope"))
                .build();
        assertThatThrownBy(() -> sent(request))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("'nope'");
    }

    private static ChatRequest sent(ChatRequest request) {
        return Turns.of(request).sent();
    }
}
