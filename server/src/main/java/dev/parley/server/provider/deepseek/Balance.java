package dev.parley.server.provider.deepseek;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;

/** What the public API tells of an account: {@code {"is_available": true, "balance_infos": [...]}}. */
final class Balance {
    static final String PATH = "user/balance";

    private Balance() {}

    /** @throws ChatException QUOTA_EXHAUSTED if it does not suffice for a chat */
    static void require(byte[] answer) {
        if (!isAvailable(answer)) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED,
                            Blame.CREDENTIAL,
                            "insufficient_quota",
                            "The account's balance does not suffice for a chat.")
                    .build();
        }
    }

    private static boolean isAvailable(byte[] answer) {
        boolean available = false;
        try {
            JsonReader in = JsonReader.of(answer);
            for (String field = in.beginObject(); field != null; field = in.nextField()) {
                if (field.equals("is_available")) {
                    available = in.bool();
                } else {
                    in.skip();
                }
            }
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        return available;
    }
}
