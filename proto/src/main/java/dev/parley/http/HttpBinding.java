package dev.parley.http;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which HTTP request an rpc is, by its {@code google.api.http} rule. {@link #request} and {@link #read} undo each
 * other. Immutable.
 */
public final class HttpBinding {
    /** Orders bindings so that of two that match a path, the one with more of it spelled out comes first. */
    public static final Comparator<HttpBinding> SPECIFIC_FIRST =
            Comparator.comparing(binding -> binding.path.breadth());

    private static final String WHOLE = "*";

    private final String verb;
    private final PathTemplate path;
    /** Empty: there is none. */
    private final String body;

    private HttpBinding(String verb, String path, String body) {
        this.verb = verb;
        this.path = new PathTemplate(path);
        this.body = body;
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
        bindings.forEach(binding -> binding.check(method.getInputType()));
        return bindings;
    }

    /** @throws IllegalArgumentException such a message has no such body */
    void check(Descriptor message) {
        if (hasBody() && !body.equals(WHOLE)) {
            FieldDescriptor field = message.findFieldByName(body);
            if (field == null || field.isRepeated() || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                throw new IllegalArgumentException(
                        "body: \"%s\" of %s (expected: \"*\", none, or a field that is one message)"
                                .formatted(body, path));
            }
        }
    }

    /** The binding of a rule, without its additional ones. */
    public static HttpBinding of(HttpRule rule) {
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

    /** Its path as the rule has it, with the names of its variables. */
    public String pattern() {
        return path.toString();
    }

    /** Whether the request has a JSON body. What neither it nor the path holds is in the query. */
    public boolean hasBody() {
        return !body.isEmpty();
    }

    /** The values of the path's variables, decoded; null if the (percent-encoded) path is another one. */
    public @Nullable Map<String, String> match(String rawPath) {
        return path.match(rawPath);
    }

    /** The request that carries {@code message}. */
    public Request request(Message message) {
        if (body.equals(WHOLE) && path.variables().isEmpty()) {
            return new Request(verb, path.expand(Map.of()), ProtoJson.write(message));
        }
        if (hasBody() && !body.equals(WHOLE)) {
            FieldDescriptor field = field(message);
            FieldTexts others =
                    FieldTexts.of(message.toBuilder().clearField(field).build());
            String target = path.expand(others.take(path.variables())) + others.query();
            return new Request(verb, target, ProtoJson.write((Message) message.getField(field)));
        }
        FieldTexts fields = FieldTexts.of(message);
        String target = path.expand(fields.take(path.variables()));
        return hasBody() ? new Request(verb, target, fields.json()) : new Request(verb, target + fields.query(), null);
    }

    private FieldDescriptor field(MessageOrBuilder message) {
        return Objects.requireNonNull(message.getDescriptorForType().findFieldByName(body));
    }

    /**
     * Reads the message of a request whose path {@linkplain #match matched}.
     *
     * @param path the path's variables
     * @param query the query's parameters, decoded; not looked at if the body is the whole message
     * @param json the body; not looked at if there should be none
     * @param reader how JSON is read, such as {@link ProtoJson#read}
     * @throws InvalidProtocolBufferException what the reader throws
     */
    public void read(
            Map<String, String> path,
            Map<String, List<String>> query,
            String json,
            Message.Builder into,
            JsonReading reader)
            throws InvalidProtocolBufferException {
        if (body.equals(WHOLE)) {
            reader.read(json, into);
        } else {
            reader.read(FieldTexts.json(query, into.getDescriptorForType()), into);
            if (hasBody()) {
                Message.Builder inner = into.newBuilderForField(field(into));
                reader.read(json, inner);
                into.setField(field(into), inner.build());
            }
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
