package dev.parley.http;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which HTTP request an rpc is, by its {@code google.api.http} rule. {@link #request} and {@link #read} undo each
 * other. Immutable.
 */
public final class HttpBinding {
    private static final Set<String> BODIES = Set.of("", "*");

    private final String verb;
    private final PathTemplate path;
    private final boolean hasBody;

    private HttpBinding(String verb, String path, String body) {
        if (!BODIES.contains(body)) {
            throw new IllegalArgumentException("body: \"%s\" of %s (expected: \"*\" or none)".formatted(body, path));
        }
        this.verb = verb;
        this.path = new PathTemplate(path);
        this.hasBody = body.equals("*");
    }

    /** The bindings of an rpc, the main one first; empty if it has no rule. */
    public static List<HttpBinding> of(io.grpc.MethodDescriptor<?, ?> method) {
        return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier proto
                ? of(proto.getMethodDescriptor())
                : List.of();
    }

    private static List<HttpBinding> of(MethodDescriptor method) {
        List<HttpBinding> bindings = new ArrayList<>();
        if (method.getOptions().hasExtension(AnnotationsProto.http)) {
            HttpRule rule = method.getOptions().getExtension(AnnotationsProto.http);
            bindings.add(of(rule));
            rule.getAdditionalBindingsList().forEach(more -> bindings.add(of(more)));
        }
        return bindings;
    }

    static HttpBinding of(HttpRule rule) {
        return switch (rule.getPatternCase()) {
            case GET -> new HttpBinding("GET", rule.getGet(), rule.getBody());
            case PUT -> new HttpBinding("PUT", rule.getPut(), rule.getBody());
            case POST -> new HttpBinding("POST", rule.getPost(), rule.getBody());
            case DELETE -> new HttpBinding("DELETE", rule.getDelete(), rule.getBody());
            case PATCH -> new HttpBinding("PATCH", rule.getPatch(), rule.getBody());
            case CUSTOM ->
                new HttpBinding(rule.getCustom().getKind(), rule.getCustom().getPath(), rule.getBody());
            case PATTERN_NOT_SET -> throw new IllegalArgumentException("A google.api.http rule without a path.");
        };
    }

    /** The HTTP method. */
    public String verb() {
        return verb;
    }

    /** Whether the request has a JSON body; otherwise what the path does not hold is in the query. */
    public boolean hasBody() {
        return hasBody;
    }

    /** The values of the path's variables, decoded; null if the (percent-encoded) path is another one. */
    public @Nullable Map<String, String> match(String rawPath) {
        return path.match(rawPath);
    }

    /** The request that carries {@code message}. */
    public Request request(Message message) {
        if (hasBody && path.variables().isEmpty()) {
            return new Request(verb, path.expand(Map.of()), ProtoJson.write(message));
        }
        FieldTexts fields = FieldTexts.of(message);
        String target = path.expand(fields.take(path.variables()));
        return hasBody ? new Request(verb, target, fields.json()) : new Request(verb, target + fields.query(), null);
    }

    /**
     * Reads the message of a request whose path {@linkplain #match matched}.
     *
     * @param path the path's variables
     * @param query the query's parameters, decoded; not looked at if there is a body
     * @param body JSON; not looked at if there should be none
     * @param reader how JSON is read, such as {@link ProtoJson#read}
     * @throws InvalidProtocolBufferException what the reader throws
     */
    public void read(
            Map<String, String> path,
            Map<String, List<String>> query,
            String body,
            Message.Builder into,
            JsonReading reader)
            throws InvalidProtocolBufferException {
        if (hasBody) {
            reader.read(body, into);
        } else {
            reader.read(FieldTexts.json(query, into.getDescriptorForType()), into);
        }
        reader.read(FieldTexts.json(asLists(path), into.getDescriptorForType()), into);
    }

    private static Map<String, List<String>> asLists(Map<String, String> values) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    @Override
    public String toString() {
        return verb + ' ' + path;
    }

    /**
     * A request.
     *
     * @param verb the HTTP method
     * @param target path and query, percent-encoded
     * @param body JSON; null for none
     */
    public record Request(
            String verb, String target, @Nullable String body) {}
}
