package dev.parley.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Completed;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.ChatExploder;
import dev.parley.server.chat.EventGrammar;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.json.ByteSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads hosts' answers, whole and in streams, and tells what was read to callers of every dialect. */
final class Answers {
    private static final byte[] ASKED =
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}".getBytes(UTF_8);
    private static final byte[] ASKED_OF_RESPONSES = "{\"model\":\"m\",\"input\":\"hi\"}".getBytes(UTF_8);

    private Answers() {}

    /** A whole answer, which may also be an error's body. */
    static FuzzTarget whole(String name, Supplier<? extends SouthDialect> dialect, Supplier<List<byte[]>> seeds) {
        return new FuzzTarget(name, seeds, input -> {
            List<ChatEvent> events = Laws.fromHost(() -> dialect.get().readResponse(input));
            if (events != null) {
                isWhole(events);
                told(events);
            }
            Laws.fromHost(() -> {
                throw dialect.get().readError("p", 429, null, input);
            });
        });
    }

    /** They keep the grammar, to the end. */
    static void isWhole(List<ChatEvent> events) {
        EventGrammar grammar = new EventGrammar();
        events.forEach(grammar::check);
        grammar.checkEnd();
    }

    /** Whoever asked can be told: in one body, and as a stream. */
    static void told(List<ChatEvent> events) {
        ChatAccumulator fold = new ChatAccumulator();
        List<ChatEvent> all = new ArrayList<>(events);
        events.forEach(fold::add);
        all.add(ChatEvent.newBuilder()
                .setCompleted(Completed.newBuilder().setUsage(fold.response().getUsage()))
                .build());
        ChatResponse response = fold.response();
        for (NorthDialect north : Dialects.north()) {
            Laws.isJson(asked(north).writeResponse(response));
            write(asked(north).eventWriter(), all);
            write(asked(north).eventWriter(), ChatExploder.explode(response));
        }
    }

    private static Incoming asked(NorthDialect north) {
        boolean chat = north instanceof ClaudeDialect || north.name().equals("openai");
        return north.readRequest(chat ? ASKED : ASKED_OF_RESPONSES);
    }

    private static void write(EventWriter writer, List<ChatEvent> events) {
        ByteSink out = new ByteSink(1024);
        for (ChatEvent event : events) {
            writer.write(event, out);
            writer.writeHeartbeat(out);
        }
        writer.writeError(ChatError.getDefaultInstance(), out);
        String text = out.toString();
        Laws.check(!text.contains("event: message_stop") || text.contains("event: message_start"), "it ends unbegun");
    }
}
