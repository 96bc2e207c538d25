package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's image generations, facing hosts: the conversation's text is the prompt, and each picture of the answer a
 * candidate. Answers come whole.
 */
public final class OpenAiImagesDialect implements SouthDialect {
    @Override
    public String name() {
        return OpenAiDialect.NAME;
    }

    @Override
    public byte[] writeRequest(ChatRequest request, String model, boolean stream, Drops drops) {
        return ImageRequestWriter.write(request, model, drops);
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body) {
        return ImageAnswer.read(body);
    }

    @Override
    public EventReader eventReader() {
        return new EventReader() {
            @Override
            public void read(SseEvent frame, Consumer<ChatEvent> out) {
                throw BadAnswer.malformed("it is a stream, and pictures were to come whole.");
            }

            @Override
            public void end(Consumer<ChatEvent> out) {
                throw BadAnswer.truncated();
            }
        };
    }

    /** A host that has no such path is one whose models make no pictures. */
    @Override
    public ChatException readError(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        ChatException failure = UpstreamErrors.read(provider, status, retryAfter, body);
        return failure.error().getReason().equals("upstream_not_found")
                ? ChatException.of(
                                ErrorCode.ERROR_CODE_INVALID_REQUEST,
                                Blame.REQUEST,
                                "model_not_capable",
                                "Provider '%s' makes no pictures: its host has no images/generations."
                                        .formatted(provider))
                        .param("model")
                        .upstream(provider, status, "")
                        .build()
                : failure;
    }
}
