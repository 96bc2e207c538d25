package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Google's generateContent, facing hosts. The model's name and whether the answer is streamed are not in the body: the
 * URL tells both, and it is the provider's. A stream is best asked for as server-sent events ({@code alt=sse}); the
 * list that hosts send without that is read as one body.
 */
public final class GeminiDialect implements SouthDialect {
    static final String NAME = "gemini";

    private final Supplier<String> callIds;
    private final ThinkingBudgets budgets;
    private final FunctionNames names;

    /**
     * With the standard budgets.
     *
     * @param callIds makes ids for tool calls that a host sends without one; must be thread-safe
     */
    public GeminiDialect(Supplier<String> callIds) {
        this(callIds, ThinkingBudgets.STANDARD);
    }

    /** {@code budgets} are what each effort may think, where a model takes budgets. */
    public GeminiDialect(Supplier<String> callIds, ThinkingBudgets budgets) {
        this(callIds, budgets, FunctionNames.NONE);
    }

    private GeminiDialect(Supplier<String> callIds, ThinkingBudgets budgets, FunctionNames names) {
        this.callIds = callIds;
        this.budgets = budgets;
        this.names = names;
    }

    /** Whether a model of this name makes pictures when it is asked for them. */
    public static boolean makesPictures(String model) {
        return Generation.makesPictures(model);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] writeRequest(ChatRequest request, String model, boolean stream, Drops drops) {
        return GeminiRequestWriter.write(request, model, stream, budgets, drops);
    }

    @Override
    public SouthDialect answering(ChatRequest request) {
        FunctionNames used = FunctionNames.of(request);
        return used.unchanged() ? this : new GeminiDialect(callIds, budgets, used);
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body) {
        List<ChatEvent> events = new ArrayList<>();
        GeminiAnswer answer = answer();
        answer.read(body);
        answer.end();
        answer.drain(events::add);
        return events;
    }

    @Override
    public EventReader eventReader() {
        return new GeminiStreamReader(answer());
    }

    @Override
    public ChatException readError(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        return UpstreamErrors.read(provider, status, retryAfter, body);
    }

    private GeminiAnswer answer() {
        return new GeminiAnswer(names, callIds);
    }
}
