package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.json.JsonWriter;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Adds to a request what its headers say: strictness (COM-06), and headers for hosts of its dialect (E-OTH-6). */
final class RequestHeaders {
    private RequestHeaders() {}

    static Incoming apply(ServerRequest request, NorthDialect dialect, Incoming incoming) {
        boolean strict = Headers.strict(request);
        List<String> kept = new ArrayList<>();
        for (String name : dialect.keptHeaders()) {
            if (request.headers().contains(HeaderNames.create(name))) {
                kept.add(name);
            }
        }
        if (!strict && kept.isEmpty()) {
            return incoming;
        }
        ChatRequest.Builder chat = incoming.request().toBuilder();
        if (strict) {
            chat.setStrict(true);
        }
        if (!kept.isEmpty()) {
            chat.addExtensions(extension(request, dialect.name(), kept));
        }
        return incoming.withRequest(chat.build());
    }

    private static Extension extension(ServerRequest request, String dialect, List<String> names) {
        byte[] json = JsonWriter.document(out -> {
            out.beginObject();
            names.forEach(name -> out.field(name, value(request, name)));
            out.endObject();
        });
        return Extension.newBuilder()
                .setDialect(dialect + Drops.HEADERS)
                .setJson(new String(json, StandardCharsets.UTF_8))
                .build();
    }

    private static String value(ServerRequest request, String name) {
        return String.join(",", request.headers().get(HeaderNames.create(name)).allValues());
    }
}
