package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Google's generateContent, facing hosts. The model's name and whether the answer is streamed are not in the body: both
 * are told by the URL, which is the provider's.
 */
public final class GeminiDialect implements SouthDialect {
    static final String NAME = "gemini";

    private final Supplier<String> callIds;

    /** {@code callIds} makes ids for tool calls that a host sends without one; it must be thread-safe. */
    public GeminiDialect(Supplier<String> callIds) {
        this.callIds = callIds;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] writeRequest(ChatRequest request, String model, boolean stream, Drops drops) {
        throw new UnsupportedOperationException("in the making");
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body) {
        throw new UnsupportedOperationException("in the making " + callIds);
    }

    @Override
    public EventReader eventReader() {
        throw new UnsupportedOperationException("in the making");
    }

    @Override
    public ChatException readError(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        return UpstreamErrors.read(provider, status, retryAfter, body);
    }
}
