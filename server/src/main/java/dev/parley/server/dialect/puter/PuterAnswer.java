package dev.parley.server.dialect.puter;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.PartFlow;
import dev.parley.server.dialect.codec.SaidText;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.dialect.openai.OpenAiFinish;
import dev.parley.server.json.JsonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One answer while it is read. A whole reply is read like a stream of one line. */
final class PuterAnswer {
    private final PartFlow parts = new PartFlow();
    private final SaidText said = new SaidText();
    private final Set<String> called = new HashSet<>();
    private final Supplier<String> callIds;
    private boolean thought;
    private String finish = "";
    private @Nullable Usage usage;

    PuterAnswer(Supplier<String> callIds) {
        this.callIds = callIds;
    }

    /**
     * The events of a whole reply.
     *
     * @throws dev.parley.server.error.ChatException the reply is an error, or is not of this dialect
     */
    static List<ChatEvent> readWhole(byte[] body, Supplier<String> callIds) {
        PuterAnswer answer = new PuterAnswer(callIds);
        try {
            answer.add(body);
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        if (!answer.parts.started()) {
            throw BadAnswer.malformed("it has no result.");
        }
        answer.end();
        List<ChatEvent> events = new ArrayList<>();
        answer.drain(events::add);
        return events;
    }

    /**
     * Takes one line, or the whole reply.
     *
     * @throws JsonException if it is not JSON
     */
    void add(byte[] json) {
        PuterFrame frame = PuterFrame.read(json);
        if (frame.failed()) {
            throw UpstreamErrors.inAnswer(json);
        }
        Piece piece = frame.piece();
        if (piece instanceof Piece.Other(var block)) {
            aside(block);
        } else if (piece != null) {
            add(piece);
        }
        if (frame.message() != null) {
            addWhole(frame.message().pieces());
        }
        if (frame.usage() != null) {
            begin();
            usage = frame.usage();
        }
        finish = frame.finish().isEmpty() ? finish : frame.finish();
    }

    /** The upstream has ended: puts an end to what was begun. */
    void end() {
        if (!parts.started()) {
            throw BadAnswer.truncated();
        }
        parts.end(usage, finish());
    }

    /** Hands over the events since the last time. */
    void drain(Consumer<ChatEvent> out) {
        parts.drain(out);
    }

    /** A line that is no part of the answer does not begin one either. */
    private void aside(Opaque line) {
        if (parts.started()) {
            parts.aside(line);
        }
    }

    private void add(Piece piece) {
        begin();
        switch (piece) {
            case Piece.Said(String text) -> {
                said.add(text);
                parts.text(text);
            }
            case Piece.Thought(String text) -> {
                thought = thought || !text.isEmpty();
                parts.thought(text);
            }
            case Piece.Called call -> call(call);
            case Piece.Other(var block) -> parts.block(block);
        }
    }

    /** A whole message after deltas says again what they said: only what is new is added (PUT-28). */
    private void addWhole(List<Piece> pieces) {
        if (!parts.started()) {
            begin();
            pieces.forEach(this::add);
            return;
        }
        boolean thoughtBefore = thought;
        StringBuilder text = new StringBuilder();
        List<Piece> calls = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Said(String more) -> text.append(more);
                case Piece.Thought again -> {
                    if (!thoughtBefore) {
                        add(again);
                    }
                }
                case Piece.Called call -> {
                    if (!called.contains(call.id())) {
                        calls.add(call);
                    }
                }
                case Piece.Other other -> {}
            }
        }
        add(new Piece.Said(said.news(text.toString())));
        calls.forEach(this::add);
    }

    private void begin() {
        parts.start(Started.getDefaultInstance());
    }

    private void call(Piece.Called call) {
        if (call.name().isEmpty()) {
            throw BadAnswer.malformed("a tool call has no name.");
        }
        String id = call.id().isEmpty() ? callIds.get() : call.id();
        called.add(id);
        parts.call(id, call.name(), call.argumentsJson().isEmpty() ? "{}" : call.argumentsJson());
    }

    /** Streams of this dialect tell no reason: one that has ended is whole. */
    private Finish finish() {
        OpenAiFinish told = finish.isEmpty() ? OpenAiFinish.STOP : OpenAiFinish.read(finish);
        if (told == OpenAiFinish.FAILED) {
            throw BadAnswer.broken(finish);
        }
        OpenAiFinish real = !called.isEmpty() && told.yieldsToCalls() ? OpenAiFinish.TOOL_CALLS : told;
        return Finish.newBuilder().setReason(real.reason()).build();
    }
}
