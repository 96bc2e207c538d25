package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A request over HTTP. */
record Request(String method, String path, Map<String, String> headers, Supplier<byte[]> body) {
    private static final String MANAGEMENT = "/routes/api/management/";

    /** One of whoever has this key. */
    static Request with(String key, String method, String path, String body) {
        return new Request(method, path, Map.of("authorization", "Bearer " + key), () -> json(body));
    }

    /** One of nobody. */
    static Request bare(String method, String path, String body) {
        return new Request(method, path, Map.of(), () -> json(body));
    }

    /** One of an administrator. */
    static Request admin(String method, String path, String body) {
        return with(Secrets.ADMIN, method, "/admin/" + path, body);
    }

    /** One of an operator. */
    static Request operator(String method, String path, String body) {
        return with(Secrets.OPERATOR, method, MANAGEMENT + path, body);
    }

    /** The same with another header. */
    Request header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Request(method, path, more, body);
    }

    /** The same with another body. */
    Request body(Supplier<byte[]> bytes) {
        return new Request(method, path, headers, bytes);
    }

    Got send(Bench bench, Protocol protocol) {
        return bench.wire.send(protocol, method, path, headers, body.get());
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}
