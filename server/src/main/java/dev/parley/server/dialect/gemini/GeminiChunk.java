package dev.parley.server.dialect.gemini;

import com.google.protobuf.util.Timestamps;
import dev.parley.chat.v1.Started;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/** One frame of a stream, which has the form of a whole answer. */
final class GeminiChunk {
    private final List<CandidateChunk> candidates = new ArrayList<>();
    private final Started.Builder head = Started.newBuilder();
    private final Extras extras = new Extras();
    private String blocked = "";
    private String blockMessage = "";

    private GeminiChunk() {}

    /**
     * Reads the object that stands next; what it tells of tokens goes to {@code usage}.
     *
     * @throws dev.parley.server.error.ChatException the frame is an error
     */
    static GeminiChunk read(JsonReader in, GeminiUsage usage) {
        GeminiChunk chunk = new GeminiChunk();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (in.isNull()) {
                in.skip();
            } else {
                chunk.field(name, in, usage);
            }
        }
        return chunk;
    }

    List<CandidateChunk> candidates() {
        return candidates;
    }

    /** How an answer begins whose first chunk this is. */
    Started head() {
        Started.Builder started = head.clone();
        extras.addTo(GeminiDialect.NAME, started::addExtensions);
        return started.build();
    }

    /** Why the prompt was refused; empty if it was not. */
    String blocked() {
        return blocked;
    }

    /** What the host says about that. */
    String blockMessage() {
        return blockMessage;
    }

    private void field(String name, JsonReader in, GeminiUsage usage) {
        switch (name) {
            case "candidates" -> candidates(in);
            case "usageMetadata" -> usage.read(in);
            case "responseId" -> head.setId(Lenient.text(in));
            case "modelVersion" -> head.setModel(Lenient.text(in));
            case "createTime" -> created(Lenient.text(in));
            case "promptFeedback" -> feedback(in);
            case "error" ->
                throw UpstreamErrors.inAnswer(("{\"error\":" + in.raw() + '}').getBytes(StandardCharsets.UTF_8));
            default -> extras.keep(name, in);
        }
    }

    private void candidates(JsonReader in) {
        in.beginArray();
        while (in.nextElement()) {
            candidates.add(CandidateChunk.read(in, candidates.size()));
        }
    }

    private void feedback(JsonReader in) {
        Extras others = new Extras();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "blockReason" -> blocked = Lenient.text(in);
                case "blockReasonMessage" -> blockMessage = Lenient.text(in);
                default -> others.keep(name, in);
            }
        }
        extras.keep("promptFeedback", others);
    }

    private void created(String time) {
        try {
            head.setCreateTime(Timestamps.parse(time));
        } catch (ParseException e) {
            head.clearCreateTime();
        }
    }
}
