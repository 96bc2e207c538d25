package dev.parley.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolCall;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CL-12, COM-02: a prompt is counted with its model's own tokenizer where there is one")
class PromptTokensTest {
    /** Of a conversation of one message without text: the message, and the beginning of the answer. */
    private static final int AROUND = 4 + 3;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o",
                "gpt-4o-mini-2024-07-18",
                "chatgpt-4o-latest",
                "gpt-4.1-nano",
                "gpt-4.5-preview",
                "gpt-5",
                "gpt-5.1-codex",
                "GPT-5-mini",
                "o1",
                "o3-pro",
                "o4-mini",
                "gpt-oss-120b",
                "gpt-oss:20b",
                "openai/gpt-4o",
                "ft:gpt-4o-mini:ann::x1",
                "codex-mini-latest"
            })
    void knowsNewModels(String model) {
        assertThat(Vocabulary.of(model)).isEqualTo(Vocabulary.O200K);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4", "gpt-4-turbo", "gpt-4-0613", "gpt-3.5-turbo-16k", "gpt-35-turbo", "ft:gpt-3.5-turbo:ann"
            })
    void knowsOldModels(String model) {
        assertThat(Vocabulary.of(model)).isEqualTo(Vocabulary.CL100K);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gpt",
                "gpt-45",
                "gpt-2",
                "o11",
                "o1x",
                "claude-sonnet-4-5",
                "gemini-2.5-pro",
                "deepseek-chat",
                "echo"
            })
    void knowsNoOthers(String model) {
        assertThat(Vocabulary.of(model)).isNull();
    }

    @ParameterizedTest
    @DisplayName("Texts by the tokens that OpenAI's own tokenizers make of them")
    @CsvSource({
        "hello world, 2, 2",
        "antidisestablishmentarianism, 6, 6",
        "2 + 2 = 4, 7, 7",
        "お誕生日おめでとう, 8, 9",
        "'', 0, 0",
        "<|endoftext|>, 7, 7",
    })
    void countsTexts(String text, int o200k, int cl100k) {
        assertThat(count(said(text), "gpt-4o")).isEqualTo(AROUND + o200k);
        assertThat(count(said(text), "gpt-4")).isEqualTo(AROUND + cl100k);
    }

    @Test
    @DisplayName("A name costs a token beside its own")
    void countsNames() {
        ChatMessage named = said("hello world").toBuilder().setName("ann").build();
        assertThat(count(named, "gpt-4o")).isEqualTo(AROUND + 2 + 1 + 1);
    }

    @Test
    @DisplayName("A picture is taken for 1000, and so is any other media")
    void estimatesMedia() {
        ChatMessage picture = said("hello world").toBuilder()
                .addParts(Part.newBuilder().setMedia(Media.newBuilder().setUri("https://example.com/a.png")))
                .build();
        assertThat(count(picture, "gpt-4o")).isEqualTo(AROUND + 2 + 1000);
    }

    @Test
    void countsCalls() {
        ChatMessage call = ChatMessage.newBuilder()
                .setRole(Role.ROLE_ASSISTANT)
                .addParts(Part.newBuilder()
                        .setToolCall(ToolCall.newBuilder().setName("hello").setArgumentsJson("hello world")))
                .build();
        assertThat(count(call, "gpt-4o")).isEqualTo(AROUND + 1 + 2);
    }

    /** Beside its texts a list of tools costs 12, a function 7 (10 of old models), its properties 3 and 3 each. */
    @ParameterizedTest
    @DisplayName("Tools by the numbers that OpenAI publishes")
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"object","properties":{}}                                              | 0  | ''
            {"properties":{"city":{"type":"string"}}}                                      | 6  | city:string:
            {"properties":{"city":{"type":"string","description":"home."}}}                | 6  | city:string:home
            {"properties":{"city":{"type":["string","null"]}}}                             | 6  | city:["string","null"]:
            {"properties":{"unit":{"type":"string","enum":["a"]}},"required":["unit"]}     | 7  | unit:string:
            {"properties":{"list":{"type":"array","items":{"properties":{"":{}}}}}}        | 13 | list:array:
            {"type":"object","anyOf":[hello]}                                              | 0  | {"type":"object","anyOf":[hello]}
            hello world                                                                    | 0  | hello world
            """)
    void countsTools(String schema, int numbers, String text) {
        ChatRequest plain = request(said("hello world"));
        ChatRequest request = plain.toBuilder()
                .addTools(Tool.newBuilder()
                        .setFunction(FunctionTool.newBuilder()
                                .setName("hello")
                                .setDescription("world.")
                                .setSchemaJson(schema)))
                .build();
        ToIntFunction<String> tokens = Vocabulary.O200K.tokenizer();
        assertThat(PromptTokens.count(request, "gpt-4o", () -> false))
                .isEqualTo(AROUND + 2 + 12 + 7 + tokens.applyAsInt("hello:world") + numbers + tokens.applyAsInt(text));
    }

    @Test
    @DisplayName("CL-12: other models are estimated")
    void estimatesOthers() {
        ChatRequest request = request(said("hello world"));
        assertThat(PromptTokens.count(request, "deepseek-chat", () -> false)).isEqualTo(TokenEstimator.prompt(request));
    }

    private static long count(ChatMessage message, String model) {
        return PromptTokens.count(request(message), model, () -> false);
    }

    private static ChatRequest request(ChatMessage message) {
        return ChatRequest.newBuilder().setModel("any").addMessages(message).build();
    }

    private static ChatMessage said(String text) {
        return ChatMessage.newBuilder()
                .setRole(Role.ROLE_USER)
                .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text)))
                .build();
    }
}
