package dev.parley.server.frontend.transcode;

import dev.parley.chat.v1.ChatError;
import dev.parley.server.json.JsonWriter;
import io.grpc.Status;
import java.util.Locale;

/** Failures as the management API tells them (MA-04). */
final class ManagementError {
    private ManagementError() {}

    static void write(RestError error, JsonWriter out) {
        String status = Status.fromCodeValue(error.status().getCode()).getCode().name();
        ChatError detail = error.chatError();
        String reason = detail == null ? "" : detail.getReason();
        out.beginObject().name("error").beginObject();
        out.field("message", error.status().getMessage());
        out.field("type", "management_error");
        out.field("code", reason.isEmpty() ? status.toLowerCase(Locale.ROOT) : reason);
        out.field("status", status);
        out.field("http_code", error.http());
        if (detail != null && !detail.getParam().isEmpty()) {
            out.name("details").beginObject().field("field", detail.getParam()).endObject();
        }
        out.endObject().endObject();
    }
}
