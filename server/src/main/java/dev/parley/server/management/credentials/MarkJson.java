package dev.parley.server.management.credentials;

import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import dev.parley.server.pool.CredentialMark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A mark as the store holds it. */
final class MarkJson {
    private static final String DISABLED = "disabled";
    private static final String BAN_UNTIL = "ban_until";
    private static final String REASON = "reason";

    private MarkJson() {}

    static String write(CredentialMark mark) {
        byte[] json = JsonWriter.document(out -> {
            out.beginObject().field(DISABLED, mark.disabled());
            if (mark.banUntil() != null) {
                out.field(BAN_UNTIL, mark.banUntil().toString()).field(REASON, mark.bannedReason());
            }
            out.endObject();
        });
        return new String(json, StandardCharsets.UTF_8);
    }

    static CredentialMark read(String id, String json) {
        boolean disabled = false;
        @Nullable Instant until = null;
        String reason = "";
        JsonReader in = JsonReader.of(json);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case DISABLED -> disabled = in.bool();
                case BAN_UNTIL -> until = Instant.parse(in.string());
                case REASON -> reason = in.string();
                default -> in.skip();
            }
        }
        return new CredentialMark(id, disabled, until, reason);
    }
}
