package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpenAiRequestReaderTest {
    private static final String MESSAGE = "{\"role\":\"user\",\"content\":\"hi\"}";

    @Test
    @DisplayName("DS-42: the caller's wishes about the stream are read apart from the conversation")
    void readsStreamWishes_whenGiven() {
        assertThat(read("").stream()).isFalse();
        assertThat(read("").includeUsage()).isNull();
        assertThat(read(",\"stream\":true,\"stream_options\":null").includeUsage())
                .isNull();
        OpenAiRequest request = read(",\"stream_options\":{\"include_usage\":true},\"stream\":true");
        assertThat(request.stream()).isTrue();
        assertThat(request.includeUsage()).isTrue();
        assertThat(read(",\"stream\":true,\"stream_options\":{\"include_usage\":false}")
                        .includeUsage())
                .isFalse();
    }

    private static OpenAiRequest read(String more) {
        return OpenAiRequestReader.read(("{\"messages\":[" + MESSAGE + "]" + more + "}").getBytes(UTF_8));
    }

    @Test
    @DisplayName("faults 36: half a surrogate pair comes through")
    void keepsLoneSurrogate_whenEscaped() {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\\uD800b\"}]}";
        OpenAiRequest request = OpenAiRequestReader.read(body.getBytes(UTF_8));
        byte[] written = new OpenAiRequestWriter("max_tokens").write(request.chat(), "m", false, new Drops());
        assertThat(new String(written, UTF_8)).isEqualTo(body);
    }

    @Test
    @DisplayName("faults 33, 34, 37, 75: bombs and broken text are the caller's fault")
    void refuses_whenBodyIsHostile() {
        assertRefused("{\"messages\":[" + MESSAGE + "],\"x\":" + "[".repeat(100_000), "");
        assertRefused("{\"messages\":[" + MESSAGE + "],\"n\":" + "1".repeat(1_000) + "}", "");
        assertRefused("{\"messages\":[{\"role\":\"user\",\"content\":\"\u00ff\"}]}", "");
        String stops = Stream.generate(() -> "\"s\"").limit(10_000).collect(Collectors.joining(","));
        assertRefused("{\"messages\":[" + MESSAGE + "],\"stop\":[" + stops + "]}", "stop");
    }

    private static void assertRefused(String latin1, String param) {
        assertThatThrownBy(() -> OpenAiRequestReader.read(latin1.getBytes(ISO_8859_1)))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST))
                .satisfies(e -> assertThat(e.error().getParam()).isEqualTo(param));
    }

    @Test
    @DisplayName("faults 39: a hundred thousand messages are no trouble")
    void readsAndWritesQuickly_whenThereAreManyMessages() {
        String messages = Stream.generate(() -> MESSAGE).limit(100_000).collect(Collectors.joining(","));
        byte[] body = ("{\"model\":\"m\",\"messages\":[" + messages + "]}").getBytes(UTF_8);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            OpenAiRequest request = OpenAiRequestReader.read(body);
            assertThat(new OpenAiRequestWriter("max_tokens").write(request.chat(), "m", false, new Drops()))
                    .hasSameSizeAs(body);
        });
    }
}
