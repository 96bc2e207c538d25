package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What one chunk, or a whole answer, tells of one candidate.
 *
 * @param finish the word for why it ended; empty if it is not told
 * @param logprobs in OpenAI's form; empty for none
 * @param sources what citationMetadata and groundingMetadata name
 * @param extras what is not modelled
 */
record CandidateChunk(
        int index,
        List<GeminiPart> parts,
        String finish,
        String message,
        String logprobs,
        Sources sources,
        Extras extras) {

    /** Reads the object that stands next; {@code place} is its index unless it says another. */
    static CandidateChunk read(JsonReader in, int place) {
        Reading reading = new Reading(place);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (in.isNull()) {
                in.skip();
            } else {
                reading.field(name, in);
            }
        }
        return reading.chunk();
    }

    private static final class Reading {
        private final List<GeminiPart> parts = new ArrayList<>();
        private final Sources sources = new Sources();
        private final Extras extras = new Extras();
        private int index;
        private String finish = "";
        private String message = "";
        private String logprobs = "";

        Reading(int place) {
            index = place;
        }

        void field(String name, JsonReader in) {
            switch (name) {
                case "index" -> index = Math.max(0, Lenient.index(in, index));
                case "content" -> content(in);
                case "finishReason" -> finish = Lenient.text(in);
                case "finishMessage" -> message = Lenient.text(in);
                case "logprobsResult" -> logprobs = GeminiLogprobs.read(in);
                case "citationMetadata" -> sources.citations(keep(name, in));
                case "groundingMetadata" -> sources.grounding(keep(name, in));
                default -> extras.keep(name, in);
            }
        }

        private JsonReader keep(String name, JsonReader in) {
            String json = in.raw();
            extras.keepRaw(name, json);
            return JsonReader.of(json);
        }

        private void content(JsonReader in) {
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (name.equals("parts") && in.type() == JsonReader.Type.ARRAY) {
                    in.beginArray();
                    while (in.nextElement()) {
                        parts.add(GeminiPart.read(in));
                    }
                } else {
                    in.skip();
                }
            }
        }

        CandidateChunk chunk() {
            return new CandidateChunk(index, parts, finish, message, logprobs, sources, extras);
        }
    }
}
