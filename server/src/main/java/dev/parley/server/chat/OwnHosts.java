package dev.parley.server.chat;

import dev.parley.chat.v1.Extension;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonReader;
import java.util.List;
import java.util.Set;

/**
 * Fields by which callers of other gateways choose the host, the key or the headers of a call. No host of ours is to
 * see them: it may be such a gateway, and send its own key where they say.
 */
final class OwnHosts {
    private static final Set<String> FIELDS = Set.of("api_base", "api_key", "base_url", "extra_headers", "user_config");

    private OwnHosts() {}

    /**
     * Refuses these fields among those of a request that the contract does not have.
     *
     * @throws ChatException INVALID_REQUEST naming the field
     */
    static void check(List<Extension> extensions) {
        for (Extension extension : extensions) {
            JsonReader in = JsonReader.of(extension.getJson());
            if (in.type() == JsonReader.Type.OBJECT) {
                check(in);
            }
        }
    }

    private static void check(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (FIELDS.contains(name)) {
                throw ChatException.invalid(
                        name,
                        "'%s' is not for callers to say (expected: leave it out; hosts and their keys are settings of"
                                        .formatted(name)
                                + " providers).");
            }
            in.skip();
        }
    }
}
