package dev.parley.server.frontend.transcode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parley.admin.v1.AdminServiceGrpc;
import dev.parley.chat.v1.ChatServiceGrpc;
import dev.parley.embedding.v1.EmbeddingServiceGrpc;
import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.http.HttpBinding;
import dev.parley.http.ProtoJson;
import dev.parley.image.v1.ImageServiceGrpc;
import dev.parley.management.v1.CredentialServiceGrpc;
import dev.parley.management.v1.RegistryServiceGrpc;
import dev.parley.management.v1.SettingsServiceGrpc;
import dev.parley.management.v1.SystemServiceGrpc;
import dev.parley.model.v1.ModelServiceGrpc;
import dev.parley.response.v1.ResponseServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.helidon.common.uri.UriQuery;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Native REST: path, query and body become a message, and what is read becomes the same request again. */
public final class RestFuzz {
    private static final List<Route> ROUTES = Stream.of(
                    ChatServiceGrpc.getServiceDescriptor(),
                    ModelServiceGrpc.getServiceDescriptor(),
                    ResponseServiceGrpc.getServiceDescriptor(),
                    ImageServiceGrpc.getServiceDescriptor(),
                    EmbeddingServiceGrpc.getServiceDescriptor(),
                    AdminServiceGrpc.getServiceDescriptor(),
                    SystemServiceGrpc.getServiceDescriptor(),
                    CredentialServiceGrpc.getServiceDescriptor(),
                    SettingsServiceGrpc.getServiceDescriptor(),
                    RegistryServiceGrpc.getServiceDescriptor())
            .map(ServiceDescriptor::getMethods)
            .flatMap(methods -> methods.stream().flatMap(Route::of))
            .toList();
    private static final JsonShape[] SHAPES = {JsonShape.PROTO, JsonShape.PLAIN};

    private RestFuzz() {}

    private record Route(MethodDescriptor<?, ?> method, HttpBinding binding) {
        static Stream<Route> of(MethodDescriptor<?, ?> method) {
            return HttpBinding.of(method).stream().map(binding -> new Route(method, binding));
        }

        /** A request as an input: path and query on one line, and the body. */
        byte[] sample() {
            String path = binding.pattern().replaceAll("\\{[^}]*}", "a%2Fb");
            String body = binding.hasBody()
                    ? "{\"model\":\"m\",\"messages\":[{\"role\":\"ROLE_USER\"}],\"%s\":true}".formatted(field())
                    : "";
            return (path + "?page_size=3&" + field() + "=1\n" + body).getBytes(UTF_8);
        }

        private String field() {
            var fields = builder().getDescriptorForType().getFields();
            return fields.isEmpty() ? "none" : fields.getLast().getName();
        }

        Message.Builder builder() {
            return ProtoJson.builder(method.getRequestMarshaller());
        }
    }

    public static FuzzTarget target() {
        return new FuzzTarget(
                "rest-request", () -> ROUTES.stream().map(Route::sample).toList(), RestFuzz::read);
    }

    private static void read(byte[] input) throws Exception {
        String[] parts = new String(input, UTF_8).split("\n", 2);
        String[] target = parts[0].split("\\?", 2);
        Map<String, List<String>> query = Laws.refusing(
                IllegalArgumentException.class,
                () -> UriQuery.create(target.length > 1 ? target[1] : "").toMap());
        for (Route route : ROUTES) {
            Map<String, String> variables = route.binding.match(target[0]);
            for (JsonShape shape : query == null || variables == null ? new JsonShape[0] : SHAPES) {
                read(route, shape, variables, query, parts.length > 1 ? parts[1] : "");
            }
        }
    }

    private static void read(
            Route route, JsonShape shape, Map<String, String> path, Map<String, List<String>> query, String body)
            throws Exception {
        Message read = Laws.refusing(InvalidProtocolBufferException.class, () -> {
            Message.Builder builder = route.builder();
            route.binding.read(path, query, body, builder, shape::read);
            UpdateMask.fill(builder, body);
            return builder.build();
        });
        if (read != null) {
            shape.write(read);
        }
    }
}
