package dev.parley.server.wires;

import dev.parley.admin.v1.AdminServiceGrpc;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.client.ParleyClient;
import dev.parley.http.HttpBinding;
import dev.parley.management.v1.CredentialServiceGrpc;
import dev.parley.management.v1.RegistryServiceGrpc;
import dev.parley.management.v1.SessionServiceGrpc;
import dev.parley.management.v1.SettingsServiceGrpc;
import dev.parley.management.v1.SystemServiceGrpc;
import dev.parley.testkit.FakeVercel;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every endpoint of a {@link PlantedGateway}, called by everybody, with secrets also where none belong. */
final class PlantedCalls {
    private static final List<PlantedWire> WIRES = List.of(PlantedWire.values());

    private static final String MANAGEMENT = "/routes/api/management/";

    /** An answer and what it answers. */
    record Told(String endpoint, String answer) {}

    private final List<Told> told = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PlantedGateway planted;
    private int next;

    PlantedCalls(PlantedGateway planted) {
        this.planted = planted;
    }

    List<Told> told() {
        return told;
    }

    /** Whoever may, logs in, and is kept out with what is nearly right. */
    void logIn() throws Exception {
        String admin = send(listener(), "", "POST", "/admin/login", field("admin_key", Planted.ADMIN_KEY.value()));
        Planted.ADMIN_TOKEN.is(admin.replaceAll("(?s).*\"token\": ?\"([^\"]+)\".*", "$1"));
        String manager = send(port(), "", "POST", MANAGEMENT + "login", field("key", Planted.MANAGEMENT_KEY.value()));
        Planted.MANAGEMENT_TOKEN.is(manager.replaceAll("(?s).*\"token\": ?\"([^\"]+)\".*", "$1"));
        for (Planted secret : Planted.values()) {
            String body = field("admin_key", secret.value() + "-not")
                    .replace("}", ",\"key\":\"" + secret.value() + "-not\"}");
            send(listener(), secret.value() + "-not", "POST", "/admin/login", body);
            send(port(), secret.value() + "-not", "POST", MANAGEMENT + "login", body);
        }
    }

    /** Gives the gateway what it keeps itself. */
    void fill() throws Exception {
        String admin = Planted.ADMIN_TOKEN.value();
        send(listener(), admin, "POST", "/admin/keys", field("key", Planted.MANAGED_KEY.value()));
        send(
                listener(),
                admin,
                "POST",
                "/admin/accounts",
                field("email", "ann@x.org")
                        .replace("}", ",\"password\":\"" + Planted.ACCOUNT_PASSWORD.value() + "\"}"));
        send(listener(), admin, "POST", "/admin/accounts", field("token", Planted.ACCOUNT_TOKEN.value()));
        send(listener(), admin, "POST", "/admin/vercel/sync", field("project_id", FakeVercel.PROJECT));
        send(
                port(),
                Planted.MANAGEMENT_TOKEN.value(),
                "POST",
                MANAGEMENT + "credentials",
                "{\"filename\":\"up.json\",\"credentials\":{\"api_key\":\"%s\"}}"
                        .formatted(Planted.UPLOADED_KEY.value()));
    }

    /** Asks a model over this many wires, each time over the next ones. */
    void chat(String model, int wires) throws Exception {
        for (int i = 0; i < wires; i++) {
            int wire = next++ % (WIRES.size() + 1);
            if (wire == WIRES.size()) {
                grpc(model, Planted.CALLER_KEY.value());
            } else {
                PlantedWire asked = WIRES.get(wire);
                send(port(), Planted.CALLER_KEY.value(), "POST", asked.path, asked.body(model));
            }
        }
    }

    /** Asks through the listener, as each of its callers. */
    void chatAsCallers() throws Exception {
        for (Planted caller :
                List.of(Planted.LISTENER_KEY, Planted.MANAGED_KEY, Planted.DIRECT_TOKEN, Planted.MANAGEMENT_KEY)) {
            send(listener(), caller.value(), "POST", "/v1/chat/completions", Http.chat("deepseek-chat", false));
            send(listener(), caller.value(), "POST", "/anthropic/v1/messages", Http.chat("deepseek-reasoner", true));
            send(
                    listener(),
                    "",
                    "POST",
                    "/v1/chat/completions?key=" + caller.value(),
                    Http.chat("deepseek-chat", true));
            send(port(), caller.value() + "-not", "POST", "/v1/chat/completions?key=" + caller.value(), "{");
        }
        for (String path : List.of("/v1/models", "/api/v1/models", "/health", "/metrics", "/no/such/path")) {
            send(port(), Planted.CALLER_KEY.value(), "GET", path, "");
        }
    }

    /** Calls all that administers, as everybody, and with a secret in each field. */
    void administer() throws Exception {
        for (HttpBinding binding : bindings(AdminServiceGrpc.getServiceDescriptor())) {
            use(listener(), binding, Planted.ADMIN_TOKEN, Planted.ADMIN_KEY, Planted.LISTENER_KEY);
        }
        for (ServiceDescriptor service : List.of(
                SystemServiceGrpc.getServiceDescriptor(),
                SettingsServiceGrpc.getServiceDescriptor(),
                RegistryServiceGrpc.getServiceDescriptor(),
                CredentialServiceGrpc.getServiceDescriptor(),
                SessionServiceGrpc.getServiceDescriptor())) {
            for (HttpBinding binding : bindings(service)) {
                use(port(), binding, Planted.MANAGEMENT_KEY, Planted.READ_ONLY_KEY, Planted.CALLER_KEY);
            }
        }
    }

    private void use(int port, HttpBinding binding, Planted... callers) throws Exception {
        String path = binding.pattern().replace("{channel}", "gem").replaceAll("\\{[^}]*}", "ann");
        for (Planted caller : callers) {
            send(port, caller.value(), binding.verb(), path, binding.hasBody() ? "{}" : "");
            if (binding.hasBody()) {
                send(port, caller.value(), binding.verb(), path, "{\"message\":\"" + caller.value());
                send(
                        port,
                        caller.value(),
                        binding.verb(),
                        path,
                        "{\"keys\":\"%1$s\",\"key\":{\"%1$s\":1}}".formatted(Planted.MANAGED_KEY.value()));
            }
        }
    }

    private static List<HttpBinding> bindings(ServiceDescriptor service) {
        return service.getMethods().stream()
                .flatMap(method -> HttpBinding.of(method).stream())
                .filter(binding ->
                        !binding.pattern().endsWith("logout") && !binding.verb().equals("DELETE"))
                .sorted((a, b) -> Boolean.compare(a.hasBody(), b.hasBody()))
                .toList();
    }

    private void grpc(String model, String key) {
        try (ParleyClient client =
                ParleyClient.builder().grpc("127.0.0.1:" + port()).key(key).build()) {
            told.add(new Told("gRPC", client.chat().chat(request(model)).toString()));
            client.chat()
                    .streamChat(request(model))
                    .forEachRemaining(event -> told.add(new Told("gRPC", event.toString())));
        } catch (StatusRuntimeException e) {
            told.add(new Told("gRPC", e.getStatus() + " " + e.getTrailers()));
        }
    }

    private static ChatRequest request(String model) {
        Part hi = Part.newBuilder().setText(Text.newBuilder().setText("hi")).build();
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ChatMessage.newBuilder().setRole(Role.ROLE_USER).addParts(hi))
                .build();
    }

    private String send(int port, String key, String verb, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(verb, BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("authorization", "Bearer " + key);
        }
        HttpResponse<String> reply = http.send(request.build(), BodyHandlers.ofString());
        told.add(new Told(
                verb + ' ' + path.replaceAll("\\?.*", ""),
                reply.statusCode() + " " + reply.headers().map() + reply.body()));
        return reply.body();
    }

    private static String field(String name, String value) {
        return "{\"%s\":\"%s\"}".formatted(name, value);
    }

    private int port() {
        return planted.gateway.port();
    }

    private int listener() {
        return planted.gateway.port("ds2api");
    }
}
