package dev.parley.server.dialect.claude;
import dev.parley.chat.v1.*;
import dev.parley.server.dialect.*;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.List;
import java.util.function.*;
import org.jspecify.annotations.Nullable;
public final class ClaudeDialect implements NorthDialect, SouthDialect {
    static final String NAME = "claude";
    public ClaudeDialect(Supplier<String> ids, ToLongFunction<ChatRequest> tokens) {}
    @Override public String name() { return NAME; }
    @Override public Incoming readRequest(byte[] body) { throw new UnsupportedOperationException(); }
    @Override public byte[] writeError(ChatError error, String id) { return new byte[0]; }
    @Override public byte[] writeRequest(ChatRequest request, String model, boolean stream, Drops drops) { return new byte[0]; }
    @Override public List<ChatEvent> readResponse(byte[] body) { return List.of(); }
    @Override public EventReader eventReader() { throw new UnsupportedOperationException(); }
    @Override public ChatException readError(String p, int s, @Nullable Duration r, byte[] b) { return ChatException.cancelled(); }
}
