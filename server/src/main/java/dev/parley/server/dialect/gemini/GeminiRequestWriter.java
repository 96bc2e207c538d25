package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a generateContent request for a host. */
final class GeminiRequestWriter {
    private static final String CONFIG = "generationConfig";
    private static final String NOTHING = "{}";

    private final ChatRequest chat;
    private final String model;
    private final Drops drops;

    private GeminiRequestWriter(ChatRequest chat, String model, Drops drops) {
        this.chat = chat;
        this.model = model;
        this.drops = drops;
    }

    /**
     * The body; what it cannot say goes to {@code drops}.
     *
     * @throws ChatException INVALID_REQUEST if JSON text of the contract is no JSON, calls and results do not match, or
     *     several answers are to be streamed
     */
    static byte[] write(ChatRequest chat, String model, boolean stream, ThinkingBudgets budgets, Drops drops) {
        try {
            GeminiLosses.report(chat, drops);
            GeminiRequestWriter writer = new GeminiRequestWriter(chat, model, drops);
            String config = writer.config(stream, budgets);
            return JsonWriter.document(out -> writer.write(config, out));
        } catch (JsonException e) {
            throw ChatException.invalid(e.path().isEmpty() ? "extensions" : e.path(), e.getMessage());
        }
    }

    private void write(String config, JsonWriter out) {
        GeminiConversation conversation = GeminiConversation.of(chat);
        FunctionNames names = FunctionNames.of(chat);
        ContentWriter contents = new ContentWriter(out, names, Generation.isThird(model));
        MergedObject request = MergedObject.begin(out, GeminiDialect.NAME, chat.getExtensionsList());
        if (!conversation.system().isEmpty()) {
            request.name("systemInstruction");
            contents.instructions(conversation.system());
        }
        request.name("contents").beginArray();
        conversation.turns().forEach(contents::content);
        out.endArray();
        new ToolWriter(out, names, drops).write(chat, request);
        request.omit(CONFIG);
        if (!config.equals(NOTHING)) {
            request.name(CONFIG).raw(config);
        }
        request.end();
    }

    private String config(boolean stream, ThinkingBudgets budgets) {
        byte[] config = JsonWriter.document(out -> {
            MergedObject object = MergedObject.begin(out, GeminiDialect.NAME, ownConfig());
            new ConfigWriter(chat, model, out, drops).write(stream, budgets, object);
            object.end();
        });
        return new String(config, StandardCharsets.UTF_8);
    }

    /** The configuration as the caller has it in this dialect's own words. */
    private List<Extension> ownConfig() {
        List<Extension> own = new ArrayList<>();
        for (Extension extension : chat.getExtensionsList()) {
            if (extension.getDialect().equals(GeminiDialect.NAME)) {
                JsonReader in = JsonReader.of(extension.getJson());
                for (String name = in.beginObject(); name != null; name = in.nextField()) {
                    if (name.equals(CONFIG)) {
                        own.add(Extras.extension(GeminiDialect.NAME, in.raw()));
                    } else {
                        in.skip();
                    }
                }
            }
        }
        return own;
    }
}
