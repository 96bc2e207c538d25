package dev.parley.server.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testkit.ReceivedRequest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a host was sent, value by value, each as {@code path=value}. */
record Sent(Set<String> values) {
    private static final Set<String> ASIDE = Set.of("anthropic-beta");

    static final Sent NOTHING = new Sent(Set.of());

    static Sent of(ReceivedRequest request) {
        Set<String> values = new LinkedHashSet<>();
        values.add("path=" + request.path());
        ASIDE.forEach(header -> values.add(header + '=' + request.header(header)));
        if (!request.body().isEmpty()) {
            leaves(Json.read(request.body()), "", values);
        }
        return new Sent(values);
    }

    /** Whether a value that another request has not says this. */
    boolean says(String mark, Sent other) {
        return values.stream().filter(value -> !other.values.contains(value)).anyMatch(value -> value.contains(mark));
    }

    private static void leaves(JsonNode node, String path, Set<String> values) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                leaves(field.getValue(), path + '.' + field.getKey(), values);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(node.get(i), path + '[' + i + ']', values);
            }
        }
        if (node.isEmpty()) {
            values.add(path + '=' + (node.isValueNode() ? node.asText() : node));
        }
    }
}
