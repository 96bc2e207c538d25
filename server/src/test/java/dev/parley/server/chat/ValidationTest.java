package dev.parley.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.config.Routes;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.ModelCatalog;
import dev.parley.server.routing.NamedModels;
import dev.parley.server.routing.Router;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MG-03, faults 59..63: what no provider could serve is refused on every wire, by its path")
class ValidationTest {
    private static final String USER = "messages{role:ROLE_USER parts{text{text:'hi'}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model:'m' | messages",
                "messages{parts{text{text:'hi'}}} | messages[0].role",
                "messages{role:ROLE_USER parts{}} | messages[0].parts[0]",
                "messages{role:ROLE_USER parts{tool_call{name:'f'}}} | messages[0].parts[0]",
                "messages{role:ROLE_ASSISTANT parts{tool_call{}}} | messages[0].parts[0].tool_call.name",
                "messages{role:ROLE_ASSISTANT parts{tool_result{}}} | messages[0].parts[0]",
                USER + "sampling{temperature:2.1} | sampling.temperature",
                USER + "sampling{temperature:nan} | sampling.temperature",
                USER + "sampling{top_p:-0.1} | sampling.top_p",
                USER + "sampling{presence_penalty:-2.5} | sampling.presence_penalty",
                USER + "sampling{frequency_penalty:inf} | sampling.frequency_penalty",
                USER + "sampling{max_output_tokens:0} | sampling.max_output_tokens",
                USER + "sampling{candidates:0} | sampling.candidates",
                USER + "sampling{stop_sequences:''} | sampling.stop_sequences",
            })
    void refuses(String request, String param) {
        assertThatThrownBy(() -> open(request))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
                    assertThat(e.error().getParam()).isEqualTo(param);
                    assertThat(e).hasMessageContaining(param);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                USER,
                USER + "sampling{temperature:0 top_p:1 presence_penalty:-2 frequency_penalty:2 candidates:1}",
                "messages{role:ROLE_ASSISTANT}" + USER,
            })
    void accepts_boundsIncluded(String request) {
        assertThat(open("model:'m'" + request).getModel()).isEqualTo("m");
    }

    @Test
    @DisplayName("MG-02: a blank model is the listener's default one")
    void fillsInDefaultModel() {
        assertThat(open("model:' '" + USER).getModel()).isEqualTo("the-default");
    }

    private static ChatRequest open(String text) {
        ChatRequest[] seen = new ChatRequest[1];
        Validation validation = new Validation(router(), call -> {
            seen[0] = call.request();
            return new Scripted("none").then().chat(null);
        });
        ChatCall call = Scripted.call().withRequest(parse(text));
        validation.open(call);
        return seen[0];
    }

    private static Router router() {
        Routes routes = new Routes("the-default", Map.of(), List.of(), new ClaudeMapping("", "", false, List.of()));
        return new Router(routes, Set.of(), Map.of(), new ModelCatalog(Map.of()), NamedModels.NONE);
    }

    private static ChatRequest parse(String text) {
        try {
            return TextFormat.parse(text, ChatRequest.class);
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
