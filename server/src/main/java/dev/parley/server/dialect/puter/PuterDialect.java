package dev.parley.server.dialect.puter;

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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puter's driver calls, facing hosts. */
public final class PuterDialect implements SouthDialect {
    static final String NAME = "puter";

    private final UnaryOperator<String> drivers;
    private final Supplier<String> callIds;

    /**
     * A dialect for one choice of drivers.
     *
     * @param drivers the driver of a model
     * @param callIds makes ids for tool calls that come without one; it must be thread-safe
     */
    public PuterDialect(UnaryOperator<String> drivers, Supplier<String> callIds) {
        this.drivers = drivers;
        this.callIds = callIds;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] writeRequest(ChatRequest request, String model, boolean stream, Drops drops) {
        return PuterRequestWriter.write(request, model, drivers.apply(model), stream, drops);
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body) {
        return PuterAnswer.readWhole(body, callIds);
    }

    @Override
    public EventReader eventReader() {
        return new PuterStreamReader(callIds);
    }

    @Override
    public ChatException readError(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        return UpstreamErrors.read(provider, status, retryAfter, body);
    }
}
