package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Anthropic's messages, facing callers and facing hosts. */
public final class ClaudeDialect implements NorthDialect, SouthDialect {
    /** As in {@code Extension.dialect}. */
    public static final String NAME = "claude";

    private final Supplier<String> callIds;
    private final ToLongFunction<ChatRequest> inputTokens;

    /**
     * Both functions must be thread-safe.
     *
     * @param callIds makes ids for tool calls that a host sends without one
     * @param inputTokens estimates a prompt that the provider has not counted when its answer begins
     */
    public ClaudeDialect(Supplier<String> callIds, ToLongFunction<ChatRequest> inputTokens) {
        this.callIds = callIds;
        this.inputTokens = inputTokens;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> keptHeaders() {
        return List.of("anthropic-beta");
    }

    @Override
    public Incoming readRequest(byte[] body) {
        return new ClaudeIncoming(ClaudeRequestReader.read(body), inputTokens);
    }

    @Override
    public byte[] writeError(ChatError error, String requestId) {
        return ClaudeErrorWriter.write(error, requestId);
    }

    @Override
    public byte[] writeRequest(ChatRequest request, String model, boolean stream, Drops drops) {
        return ClaudeRequestWriter.write(request, model, stream, drops);
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body) {
        return ClaudeResponseReader.read(body, callIds);
    }

    @Override
    public EventReader eventReader() {
        return new ClaudeStreamReader(callIds);
    }

    @Override
    public ChatException readError(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        return UpstreamErrors.read(provider, status, retryAfter, body);
    }
}
