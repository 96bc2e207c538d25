package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.Scrub;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One answer while it is read, whole or streamed: chunk by chunk, the whole answer being an only one. */
final class GeminiAnswer {
    private final FunctionNames names;
    private final Supplier<String> callIds;
    private final GeminiUsage usage = new GeminiUsage();
    private final Map<Integer, AnswerCandidate> candidates = new TreeMap<>();
    private @Nullable Started head;

    /** {@code callIds} makes ids for tool calls that have none. */
    GeminiAnswer(FunctionNames names, Supplier<String> callIds) {
        this.names = names;
        this.callIds = callIds;
    }

    /**
     * Takes the next chunk, or a list of them, as some hosts frame a stream.
     *
     * @throws ChatException it is an error, refuses the prompt, or is not of the dialect
     */
    void read(byte[] json) {
        try {
            JsonReader in = JsonReader.of(json);
            if (in.type() == JsonReader.Type.ARRAY) {
                in.beginArray();
                while (in.nextElement()) {
                    take(GeminiChunk.read(in, usage));
                }
            } else {
                take(GeminiChunk.read(in, usage));
            }
            in.end();
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
    }

    /** The upstream has ended: the answer must be whole. */
    void end() {
        if (candidates.isEmpty()) {
            throw BadAnswer.truncated();
        }
        Usage total = usage.usage();
        Usage told = total.equals(Usage.getDefaultInstance()) ? null : total;
        for (AnswerCandidate candidate : candidates.values()) {
            candidate.end(told);
            told = null;
        }
    }

    /** Hands over the events since the last time. */
    void drain(Consumer<ChatEvent> out) {
        candidates.values().forEach(candidate -> candidate.drain(out));
    }

    private void take(GeminiChunk chunk) {
        if (chunk.candidates().isEmpty() && !chunk.blocked().isEmpty()) {
            throw blocked(chunk);
        }
        for (CandidateChunk candidate : chunk.candidates()) {
            // Fails before anything is passed on, so that another try is possible.
            GeminiFinish.reason(candidate.finish(), false);
        }
        Started begun = head == null ? begin(chunk) : head;
        head = begun;
        for (CandidateChunk candidate : chunk.candidates()) {
            candidates
                    .computeIfAbsent(candidate.index(), index -> new AnswerCandidate(index, begun, names, callIds))
                    .add(candidate);
        }
    }

    private Started begin(GeminiChunk chunk) {
        Started.Builder begun = chunk.head().toBuilder();
        Usage known = usage.usage();
        if (known.hasInputTokens()) {
            begun.setUsage(Usage.newBuilder().setInputTokens(known.getInputTokens()));
        }
        return begun.build();
    }

    /** A refused prompt has no answer, so it is an error and no empty one (E-FIN-1). */
    private static ChatException blocked(GeminiChunk chunk) {
        String why = chunk.blockMessage().isEmpty() ? "" : " " + Scrub.message(chunk.blockMessage());
        return ChatException.of(
                        ErrorCode.ERROR_CODE_CONTENT_BLOCKED,
                        Blame.REQUEST,
                        "content_filter",
                        "The provider refused the prompt: " + Scrub.message(chunk.blocked()) + "." + why)
                .upstream("", 0, Scrub.message(chunk.blocked()))
                .build();
    }
}
