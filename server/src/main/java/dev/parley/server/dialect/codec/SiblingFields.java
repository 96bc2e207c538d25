package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.server.json.JsonReader;
import java.util.List;
import java.util.Set;

/**
 * Fields that are not modelled and that OpenAI's two APIs for turns have in common, by name and by meaning: what a
 * caller of one says a host of the other is told.
 */
public final class SiblingFields {
    private static final Set<String> SIBLINGS = Set.of("openai", "responses");
    private static final Set<String> SHARED =
            Set.of("service_tier", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "moderation");

    private SiblingFields() {}

    /** The request with what both have as fields of {@code dialect}, which is one of the two. */
    public static ChatRequest adopted(ChatRequest request, String dialect) {
        List<Extension> extensions = request.getExtensionsList();
        if (extensions.stream().noneMatch(extension -> isSiblings(extension, dialect))) {
            return request;
        }
        ChatRequest.Builder adopted = request.toBuilder().clearExtensions();
        for (Extension extension : extensions) {
            if (isSiblings(extension, dialect)) {
                part(extension, dialect, adopted);
            } else {
                adopted.addExtensions(extension);
            }
        }
        return adopted.build();
    }

    private static boolean isSiblings(Extension extension, String dialect) {
        return SIBLINGS.contains(extension.getDialect())
                && !extension.getDialect().equals(dialect);
    }

    private static void part(Extension extension, String dialect, ChatRequest.Builder adopted) {
        Extras shared = new Extras();
        Extras rest = new Extras();
        JsonReader in = JsonReader.of(extension.getJson());
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            (SHARED.contains(name) ? shared : rest).keep(name, in);
        }
        in.end();
        shared.addTo(dialect, adopted::addExtensions);
        rest.addTo(extension.getDialect(), adopted::addExtensions);
    }
}
