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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MG-03, faults 59..63: what no provider could serve is refused on every wire, by its path")
class ValidationTest {
    private static final String CALL = "messages{role:ROLE_ASSISTANT parts{tool_call{call_id:'c' name:'f'}}}";
    private static final String RESULT = "messages{role:ROLE_TOOL parts{tool_result{call_id:'c'}}}";
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
                USER + "tools{function{name:'g'}} tool_choice{names:'g' names:'f'} | tool_choice.names[1]",
                RESULT + " | messages[0].parts[0].tool_result.call_id",
                CALL
                        + "messages{role:ROLE_TOOL parts{tool_result{call_id:'d'}}} | messages[1].parts[0].tool_result.call_id",
                "messages{role:ROLE_TOOL parts{tool_result{name:'f'}}} | messages[0].parts[0].tool_result.name",
                USER + "extensions{dialect:'openai' json:'{\"x\":1,\"base_url\":\"u\"}'} | base_url",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                CALL + RESULT,
                CALL + "messages{role:ROLE_TOOL parts{tool_result{name:'f'}}}",
                "messages{role:ROLE_ASSISTANT parts{opaque{type:'t'}}}" + RESULT,
                RESULT + "continuation{previous_response_id:'r'}",
                USER + "tools{opaque{type:'t'}} tool_choice{names:'f'}",
            })
    @DisplayName("faults 65, 66: calls may be where only one dialect, or the host, sees them")
    void accepts_whatMayReferToSomething(String request) {
        assertThat(open("model:'m'" + request).getModel()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://169.254.169.254/latest | link-local",
                "http://user@169.254.169.254:80/ | link-local",
                "HTTP://2852039166/latest | link-local",
                "http://0xa9.0xfe.0xa9.0xfe | link-local",
                "https://[fe80::1]:443/ | link-local",
                "https://[::ffff:169.254.169.254]/ | link-local",
                "https://169.254.169.254\\@example.com/ | link-local",
                "file:///etc/passwd | 'file:'",
                "ftp://example.com/a.png | 'ftp:'",
                "a.png | http, https, gs or data",
                "https://example.com/a b,c.png | ",
                "https://example.com:8080/?u=http://169.254.169.254/ | ",
                "http://127.0.0.1/a.png | ",
                "gs://bucket/a.png | ",
                "data:image/png;base64,aaaa | ",
            })
    @DisplayName("fault 68: media is at an address that is a host's to fetch from")
    void looksAtAddresses(String uri, @Nullable String problem) {
        String request =
                "model:'m' messages{role:ROLE_USER parts{media{uri:'%s'}}}".formatted(uri.replace("\\", "\\\\"));
        if (problem == null) {
            assertThat(open(request).getModel()).isEqualTo("m");
        } else {
            assertThatThrownBy(() -> open(request))
                    .isInstanceOf(ChatException.class)
                    .hasMessageContaining("'messages[0].parts[0].media.uri' is ")
                    .hasMessageContaining(problem);
        }
    }

    @Test
    @DisplayName("faults 39, 75: no more messages and stop sequences than anybody needs")
    void boundsLists() {
        ChatRequest one = parse("model:'m'" + USER);
        ChatRequest.Builder messages = one.toBuilder();
        for (int i = 0; i < 50_000; i++) {
            messages.addMessages(one.getMessages(0));
        }
        assertThatThrownBy(() -> open(messages.build())).hasMessageContaining("50001 messages");
        ChatRequest.Builder stops = one.toBuilder();
        stops.getSamplingBuilder().addAllStopSequences(Collections.nCopies(257, "s"));
        assertThatThrownBy(() -> open(stops.build())).hasMessageContaining("257 texts");
    }

    @Test
    @DisplayName("MG-02: a blank model is the listener's default one")
    void fillsInDefaultModel() {
        assertThat(open("model:' '" + USER).getModel()).isEqualTo("the-default");
    }

    private static ChatRequest open(String text) {
        return open(parse(text));
    }

    private static ChatRequest open(ChatRequest request) {
        ChatRequest[] seen = new ChatRequest[1];
        Validation validation = new Validation(router(), call -> {
            seen[0] = call.request();
            return new Scripted("none").then().chat(null);
        });
        ChatCall call = Scripted.call().withRequest(request);
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
