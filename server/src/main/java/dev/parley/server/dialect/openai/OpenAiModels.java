package dev.parley.server.dialect.openai;

import dev.parley.model.v1.Model;
import dev.parley.server.json.JsonWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The model list as JSON: OpenAI's fields, and what more is known of a model. */
public final class OpenAiModels {
    private static final String UNKNOWN_OWNER = "unknown";

    private OpenAiModels() {}

    /** What rows may have beside OpenAI's fields. */
    public enum Extra {
        /** {@code permission: []}, as OpenAI's rows once had it. */
        PERMISSION,
        /** {@code modalities} and {@code capabilities}, as the Gemini gateway's rows have them (GM-10). */
        CAPABILITIES
    }

    /** Body of {@code GET /v1/models}. */
    public static byte[] list(List<Model> models, Set<Extra> extras) {
        return JsonWriter.document(out -> {
            out.beginObject().field("object", "list").name("data").beginArray();
            models.forEach(model -> write(model, extras, out));
            out.endArray().endObject();
        });
    }

    /** Body of {@code GET /v1/models/{id}}. */
    public static byte[] one(Model model, Set<Extra> extras) {
        return JsonWriter.document(out -> write(model, extras, out));
    }

    private static void write(Model model, Set<Extra> extras, JsonWriter out) {
        out.beginObject().field("id", model.getId()).field("object", "model");
        out.field("created", model.getCreateTime().getSeconds());
        out.field("owned_by", model.getOwnedBy().isEmpty() ? UNKNOWN_OWNER : model.getOwnedBy());
        if (extras.contains(Extra.PERMISSION)) {
            out.name("permission").beginArray().endArray();
        }
        text("name", model.getDisplayName(), out);
        text("description", model.getDescription(), out);
        if (model.getContextLength() > 0) {
            out.field("context_length", model.getContextLength());
        }
        modalities("input_modalities", model.getInputModalitiesList(), out);
        modalities("output_modalities", model.getOutputModalitiesList(), out);
        if (extras.contains(Extra.CAPABILITIES)) {
            capabilities(model, out);
        }
        out.endObject();
    }

    private static void capabilities(Model model, JsonWriter out) {
        Set<String> all = new LinkedHashSet<>(model.getInputModalitiesList());
        all.addAll(model.getOutputModalitiesList());
        modalities("modalities", List.copyOf(all), out);
        out.name("capabilities").beginObject();
        out.field("completion", true).field("chat", true);
        out.field("images", model.getOutputModalitiesList().contains("image"));
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
