package dev.parley.server.frontend.transcode;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parley.http.GrpcTimeout;
import dev.parley.http.HttpBinding;
import dev.parley.http.HttpMetadata;
import dev.parley.http.ProtoJson;
import dev.parley.server.chat.RequestIds;
import dev.parley.server.dialect.codec.RequestBody;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.http.Bodies;
import dev.parley.server.frontend.http.MultipartForm;
import dev.parley.server.json.JsonReader;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request over HTTP as gRPC sees it. */
final class RestRequest {
    private static final HeaderName REQUEST_ID = HeaderNames.create(RequestIds.HEADER);
    private static final HeaderName TIMEOUT = HeaderNames.create(GrpcTimeout.HEADER);
    private static final Metadata.Key<String> ID = Metadata.Key.of(RequestIds.HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private static final int MOST_SHOWN = 300;

    private final ServerRequest request;
    private final HttpBinding binding;
    private final JsonShape shape;
    private final Map<String, String> variables;
    private final @Nullable HttpForm form;
    private final int maxBodySize;
    private final String id;

    RestRequest(
            ServerRequest request,
            HttpBinding binding,
            JsonShape shape,
            Map<String, String> variables,
            @Nullable HttpForm form,
            int maxBodySize) {
        this.request = request;
        this.shape = shape;
        this.binding = binding;
        this.variables = variables;
        this.form = form;
        this.maxBodySize = maxBodySize;
        this.id = id(request);
    }

    /** The caller's request id, or a new one. */
    static String id(ServerRequest request) {
        return RequestIds.accept(request.headers().first(REQUEST_ID).orElse(null));
    }

    String id() {
        return id;
    }

    String authority() {
        return request.authority();
    }

    /** How long the caller waits; null if it does not say. */
    @Nullable
    Duration timeout() {
        return GrpcTimeout.parse(request.headers().first(TIMEOUT).orElse(null));
    }

    Metadata metadata() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : request.headers()) {
            headers.put(header.name(), header.allValues());
        }
        Metadata metadata = HttpMetadata.read(headers);
        metadata.discardAll(ID);
        metadata.put(ID, id);
        return metadata;
    }

    /**
     * Reads the message from path, query and body.
     *
     * @throws ChatException INVALID_REQUEST naming the field at fault
     */
    <Q> Q message(MethodDescriptor<Q, ?> method) {
        Message.Builder builder = ProtoJson.builder(method.getRequestMarshaller());
        try {
            read(builder);
        } catch (InvalidProtocolBufferException e) {
            String type = builder.getDescriptorForType().getName();
            throw ChatException.invalid("", "The request does not fit %s: %s".formatted(type, reason(e)));
        }
        @SuppressWarnings("unchecked") // The builder came from the marshaller of Q.
        Q message = (Q) builder.build();
        return message;
    }

    private void read(Message.Builder builder) throws InvalidProtocolBufferException {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        HttpForm sent = MultipartForm.isForm(type) ? form : null;
        if (form != null && sent == null && !binding.hasBody()) {
            throw ChatException.invalid("", "The body is no form (expected: Content-Type multipart/form-data).");
        }
        String body = sent == null ? body() : "";
        binding.read(variables, request.query().toMap(), body, builder, shape::read);
        if (sent != null) {
            sent.read(MultipartForm.read(type, Bodies.readFixed(request, sent.bytesMost())), builder);
        }
        UpdateMask.fill(builder, body);
    }

    private String body() {
        if (!binding.hasBody() || !request.content().hasEntity()) {
            return "";
        }
        byte[] body = Bodies.read(request, maxBodySize);
        if (body.length > 0) {
            RequestBody.read(body, RestRequest::check, () -> body);
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What reads messages takes other encodings, unquoted texts and several documents, too. */
    private static void check(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            throw in.unexpected("a JSON object");
        }
        in.skip();
    }

    /** What the JSON reader says, but no longer than a caller wants to read. */
    private static String reason(InvalidProtocolBufferException e) {
        String reason = String.valueOf(e.getMessage());
        return reason.length() <= MOST_SHOWN ? reason : reason.substring(0, MOST_SHOWN) + "…";
    }
}
