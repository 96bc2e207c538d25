package dev.parley.server.dialect.openai;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Started;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.TextJoiner;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;
import java.util.HashSet;
import java.util.Set;

/** Writes a streamed answer to a completions request: each piece of a text is a chunk, and so is each text's end. */
final class CompletionStreamWriter implements EventWriter {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final CompletionIncoming request;
    private final UsagePlace usage;
    private final String tail;
    /** Candidates whose open part is text. */
    private final Set<Integer> speaking = new HashSet<>();
    /** A frame up to its chunk's list of choices; empty before the first candidate began. */
    private String head = "";

    CompletionStreamWriter(CompletionIncoming request) {
        this.request = request;
        this.usage = request.includeUsage() ? UsagePlace.OWN_CHUNK : UsagePlace.NOWHERE;
        this.tail = Chunks.tail(usage);
    }

    @Override
    public void write(ChatEvent event, ByteSink out) {
        int candidate = event.getCandidate();
        switch (event.getEventCase()) {
            case STARTED -> start(candidate, event.getStarted(), out);
            case PART_STARTED -> part(candidate, event.getPartStarted().getPart());
            case PART_DELTA -> grow(candidate, event.getPartDelta().getText(), out);
            case FINISHED -> finish(candidate, event.getFinished(), out);
            case COMPLETED -> complete(event.getCompleted(), out);
            case HEARTBEAT -> writeHeartbeat(out);
            case PART_DONE, USAGE, OPAQUE, QUEUED, EVENT_NOT_SET -> {}
        }
    }

    @Override
    public void writeError(ChatError error, ByteSink out) {
        Chunks.error(error, out);
    }

    @Override
    public void writeHeartbeat(ByteSink out) {
        out.write(Chunks.HEARTBEAT);
    }

    private void start(int candidate, Started started, ByteSink out) {
        if (head.isEmpty()) {
            String id = CompletionIncoming.id(started.getId());
            head = Chunks.head(id, CompletionResponseWriter.OBJECT, started, started.getExtensionsList());
        }
        text(candidate, request.beginning(candidate), out);
    }

    private void part(int candidate, Part part) {
        if (part.hasText() || part.hasRefusal()) {
            speaking.add(candidate);
        } else {
            speaking.remove(candidate);
        }
    }

    private void grow(int candidate, String text, ByteSink out) {
        if (speaking.contains(candidate)) {
            text(candidate, text, out);
        }
    }

    private void text(int candidate, String text, ByteSink out) {
        if (!text.isEmpty()) {
            out.text(head).text("{\"text\":\"");
            out.write(ENCODER.quoteAsUTF8(TextJoiner.wellFormed(text)));
            out.text("\",\"index\":" + candidate + ",\"logprobs\":null,\"finish_reason\":null}")
                    .text(tail);
        }
    }

    private void finish(int candidate, Finish finish, ByteSink out) {
        out.text(head)
                .text(JsonWriter.line(writer -> CompletionResponseWriter.choice(candidate, "", finish, writer)))
                .text(tail);
    }

    private void complete(Completed completed, ByteSink out) {
        if (usage == UsagePlace.OWN_CHUNK) {
            String used = JsonWriter.line(writer -> OpenAiUsage.write(completed.getUsage(), writer));
            out.text(head).text("],\"usage\":").text(used).text("}\n\n");
        }
        out.write(Chunks.DONE);
    }
}
