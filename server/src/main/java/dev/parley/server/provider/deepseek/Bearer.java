package dev.parley.server.provider.deepseek;

import dev.parley.server.config.Secret;
import java.util.Map;

/** The header that shows a token. */
final class Bearer {
    private Bearer() {}

    static Map<String, String> of(Secret token) {
        return token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token.reveal());
    }
}
