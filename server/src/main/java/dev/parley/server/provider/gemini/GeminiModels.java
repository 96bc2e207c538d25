package dev.parley.server.provider.gemini;

import dev.parley.model.v1.Model;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonReader.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of the host's models. What cannot be asked for content is left out; where the host does not say what can,
 * what is not called Gemini is.
 */
final class GeminiModels {
    private static final String ASKED_FOR_CONTENT = "generateContent";
    private static final String GEMINI = "gemini";

    private final String provider;
    private final List<Model> models = new ArrayList<>();
    private String next = "";

    private GeminiModels(String provider) {
        this.provider = provider;
    }

    /** @throws dev.parley.server.error.ChatException the body is no list */
    static GeminiModels read(String provider, byte[] body) {
        GeminiModels page = new GeminiModels(provider);
        try {
            page.page(JsonReader.of(body));
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        return page;
    }

    List<Model> models() {
        return models;
    }

    /** What asks for the next page; empty after the last. */
    String next() {
        return next;
    }

    private void page(JsonReader in) {
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "models", "publisherModels" -> {
                    in.beginArray();
                    while (in.nextElement()) {
                        model(in);
                    }
                }
                case "nextPageToken" -> next = in.string();
                default -> in.skip();
            }
        }
    }

    private void model(JsonReader in) {
        Model.Builder model = Model.newBuilder().setProvider(provider);
        List<String> methods = new ArrayList<>();
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            switch (in.type()) {
                case STRING -> text(field, in.string(), model);
                case NUMBER -> number(field, in, model);
                case ARRAY -> words(field, in, methods);
                case OBJECT, BOOLEAN, NULL -> in.skip();
            }
        }
        boolean answers = methods.isEmpty() ? model.getId().startsWith(GEMINI) : methods.contains(ASKED_FOR_CONTENT);
        if (answers && !model.getId().isEmpty()) {
            models.add(model.build());
        }
    }

    private static void text(String field, String value, Model.Builder model) {
        switch (field) {
            case "name" -> model.setId(value.substring(value.lastIndexOf('/') + 1));
            case "displayName" -> model.setDisplayName(value);
            case "description" -> model.setDescription(value);
            default -> {}
        }
    }

    private static void number(String field, JsonReader in, Model.Builder model) {
        if (field.equals("inputTokenLimit")) {
            model.setContextLength((long) in.number());
        } else {
            in.skip();
        }
    }

    private static void words(String field, JsonReader in, List<String> methods) {
        if (!field.equals("supportedGenerationMethods")) {
            in.skip();
            return;
        }
        in.beginArray();
        while (in.nextElement()) {
            if (in.type() == Type.STRING) {
                methods.add(in.string());
            } else {
                in.skip();
            }
        }
    }
}
