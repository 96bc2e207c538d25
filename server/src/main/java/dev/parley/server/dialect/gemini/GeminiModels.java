package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a host's model list.
 *
 * @param nextPageToken what asks for the next page; empty on the last
 */
public record GeminiModels(List<GeminiModel> models, String nextPageToken) {
    public GeminiModels {
        models = List.copyOf(models);
    }

    /**
     * Reads a page, of the public API or of Vertex. What it does not understand it passes over.
     *
     * @throws dev.parley.server.error.ChatException the body is not such a list
     */
    public static GeminiModels read(byte[] body) {
        try {
            return page(JsonReader.of(body));
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
    }

    private static GeminiModels page(JsonReader in) {
        List<GeminiModel> models = new ArrayList<>();
        String next = "";
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "models", "publisherModels" -> {
                    in.beginArray();
                    while (in.nextElement()) {
                        models.add(model(in));
                    }
                }
                case "nextPageToken" -> next = Lenient.text(in);
                default -> in.skip();
            }
        }
        return new GeminiModels(
                models.stream().filter(model -> !model.id().isEmpty()).toList(), next);
    }

    private static GeminiModel model(JsonReader in) {
        Reading model = new Reading();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            model.field(name, in);
        }
        return new GeminiModel(
                model.name.substring(model.name.lastIndexOf('/') + 1),
                model.displayName,
                model.description,
                model.inputTokens,
                model.outputTokens,
                model.methods,
                model.thinks);
    }

    private static final class Reading {
        private final List<String> methods = new ArrayList<>();
        private String name = "";
        private String displayName = "";
        private String description = "";
        private long inputTokens;
        private long outputTokens;
        private boolean thinks;

        void field(String field, JsonReader in) {
            switch (field) {
                case "name" -> name = Lenient.text(in);
                case "displayName" -> displayName = Lenient.text(in);
                case "description" -> description = Lenient.text(in);
                case "inputTokenLimit" -> Lenient.count(in, count -> inputTokens = count);
                case "outputTokenLimit" -> Lenient.count(in, count -> outputTokens = count);
                case "thinking" -> thinks = in.bool();
                case "supportedGenerationMethods" -> methods(in);
                default -> in.skip();
            }
        }

        private void methods(JsonReader in) {
            in.beginArray();
            while (in.nextElement()) {
                methods.add(Lenient.text(in));
            }
        }
    }
}
