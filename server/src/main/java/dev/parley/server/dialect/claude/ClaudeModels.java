package dev.parley.server.dialect.claude;

import com.google.protobuf.util.Timestamps;
import dev.parley.model.v1.Model;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** The model list as JSON, in Anthropic's shape and OpenAI's at once (CL-01, CLI-09). */
public final class ClaudeModels {
    private static final String UNKNOWN_OWNER = "unknown";

    private ClaudeModels() {}

    /** Body of {@code GET /v1/models}. */
    public static byte[] list(List<Model> models) {
        return JsonWriter.document(out -> {
            out.beginObject().field("object", "list").name("data").beginArray();
            models.forEach(model -> write(model, out));
            out.endArray();
            id("first_id", models.isEmpty() ? "" : models.getFirst().getId(), out);
            id("last_id", models.isEmpty() ? "" : models.getLast().getId(), out);
            out.field("has_more", false).endObject();
        });
    }

    /** Body of {@code GET /v1/models/{id}}. */
    public static byte[] one(Model model) {
        return JsonWriter.document(out -> write(model, out));
    }

    private static void write(Model model, JsonWriter out) {
        out.beginObject().field("id", model.getId()).field("object", "model");
        out.field("created", model.getCreateTime().getSeconds());
        out.field("owned_by", model.getOwnedBy().isEmpty() ? UNKNOWN_OWNER : model.getOwnedBy());
        out.field("type", "model");
        out.field("display_name", model.getDisplayName().isEmpty() ? model.getId() : model.getDisplayName());
        out.field("created_at", Timestamps.toString(model.getCreateTime()));
        out.endObject();
    }

    private static void id(String name, String id, JsonWriter out) {
        out.name(name);
        if (id.isEmpty()) {
            out.nullValue();
        } else {
            out.value(id);
        }
    }
}
