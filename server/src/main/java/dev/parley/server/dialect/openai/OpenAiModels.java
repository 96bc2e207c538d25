package dev.parley.server.dialect.openai;

import dev.parley.model.v1.Model;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** The model list as JSON: OpenAI's fields, and what more is known of a model. */
public final class OpenAiModels {
    private static final String UNKNOWN_OWNER = "unknown";

    private OpenAiModels() {}

    /** Body of {@code GET /v1/models}; {@code permission} as OpenAI's rows once had it, empty, or not at all. */
    public static byte[] list(List<Model> models, boolean permission) {
        return JsonWriter.document(out -> {
            out.beginObject().field("object", "list").name("data").beginArray();
            models.forEach(model -> write(model, permission, out));
            out.endArray().endObject();
        });
    }

    /** Body of {@code GET /v1/models/{id}}. */
    public static byte[] one(Model model, boolean permission) {
        return JsonWriter.document(out -> write(model, permission, out));
    }

    private static void write(Model model, boolean permission, JsonWriter out) {
        out.beginObject().field("id", model.getId()).field("object", "model");
        out.field("created", model.getCreateTime().getSeconds());
        out.field("owned_by", model.getOwnedBy().isEmpty() ? UNKNOWN_OWNER : model.getOwnedBy());
        if (permission) {
            out.name("permission").beginArray().endArray();
        }
        text("name", model.getDisplayName(), out);
        text("description", model.getDescription(), out);
        if (model.getContextLength() > 0) {
            out.field("context_length", model.getContextLength());
        }
        modalities("input_modalities", model.getInputModalitiesList(), out);
        modalities("output_modalities", model.getOutputModalitiesList(), out);
        out.endObject();
    }

    private static void text(String name, String text, JsonWriter out) {
        if (!text.isEmpty()) {
            out.field(name, text);
        }
    }

    private static void modalities(String name, List<String> words, JsonWriter out) {
        if (!words.isEmpty()) {
            out.name(name).beginArray();
            words.forEach(out::value);
            out.endArray();
        }
    }
}
