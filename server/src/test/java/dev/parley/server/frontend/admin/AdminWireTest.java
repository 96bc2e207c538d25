package dev.parley.server.frontend.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import com.google.rpc.RetryInfo;
import dev.parley.admin.v1.AccountTestProgress;
import dev.parley.admin.v1.CallerKey;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListKeysRequest;
import dev.parley.admin.v1.LoginRequest;
import dev.parley.admin.v1.LoginResponse;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.admin.v1.VerifyRequest;
import dev.parley.admin.v1.VerifyResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The admin API over REST and gRPC: AD-02..AD-05, AD-16")
@Timeout(60)
class AdminWireTest {
    private static final String ADMIN = "Bearer " + AdminServer.KEY;

    private final AdminServer server = new AdminServer(true);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'',missing",
        "Bearer key-of-a-caller,not valid",
        "Basic key-of-the-admin,missing",
        "Bearer a.b.c,not valid"
    })
    @DisplayName("AD-05, fault 82: nobody else is let in, on either wire, and is told what is wanted")
    void refusesStrangers(String authorization, String fragment) throws Exception {
        HttpResponse<String> reply = server.send("GET", "/admin/keys", authorization, "");
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertThat(reply.headers().firstValue("x-request-id")).isPresent();
        assertThat(reply.body()).startsWith("{\"detail\":\"").contains(fragment, "access.admin-key");

        Status status = failure(() -> server.stub(authorization).listKeys(ListKeysRequest.getDefaultInstance()))
                .getStatus();
        assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(status.getDescription()).contains(fragment, "access.admin-key");
    }

    @Test
    @DisplayName("AD-05: the admin key and tokens let in; the actor has a label and the real address")
    void letsAdministratorsIn() throws Exception {
        for (String authorization : List.of(ADMIN, "Bearer " + login().getToken())) {
            CallerKey actor = server.stub(authorization)
                    .listKeys(ListKeysRequest.getDefaultInstance())
                    .getKeys(0);
            assertThat(actor.getId()).matches(authorization.equals(ADMIN) ? "admin-key" : "session:[0-9a-f-]{36}");
            assertThat(actor.getPreview()).isEqualTo("127.0.0.1");
            assertThat(actor.getCalls()).isEqualTo(1);

            HttpResponse<String> reply = server.send("GET", "/admin/keys", authorization, "");
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
            assertThat(reply.body())
                    .isEqualTo("{\"keys\":[{\"id\":\"%s\",\"preview\":\"127.0.0.1\",\"calls\":1,\"failed\":0,"
                                    .formatted(actor.getId())
                            + "\"input_tokens\":0,\"output_tokens\":0}]}");
        }
    }

    @Test
    @DisplayName("AD-06: keys are whole where the listener shows them, and nowhere else")
    void hidesKeysElsewhere() {
        try (AdminServer masking = new AdminServer(false)) {
            assertThat(masking.stub(ADMIN)
                            .listKeys(ListKeysRequest.getDefaultInstance())
                            .getKeys(0)
                            .getCalls())
                    .isZero();
        }
    }

    @Test
    @DisplayName("AD-02, AD-04: log-in as the document has it, and what the token is worth")
    void logsInAndVerifies() throws Exception {
        HttpResponse<String> reply =
                server.send("POST", "/admin/login", "", "{\"admin_key\":\"key-of-the-admin\",\"expire_hours\":2}");
        assertThat(reply.body()).matches("\\{\"success\":true,\"token\":\"[\\w.-]+\",\"expires_in\":7200}");
        String token = "Bearer " + reply.body().split("\"")[5];

        server.clock.advance(Duration.ofMinutes(1));
        long expiry = server.clock.instant().getEpochSecond() + 7140;
        assertThat(server.send("GET", "/admin/verify", token, "").body())
                .isEqualTo("{\"valid\":true,\"expires_at\":%d,\"remaining_seconds\":7140}".formatted(expiry));
        VerifyResponse verified = server.stub(token).verify(VerifyRequest.getDefaultInstance());
        assertThat(verified.getExpiresAt()).isEqualTo(expiry);

        HttpResponse<String> key = server.send("GET", "/admin/verify", ADMIN, "");
        assertThat(key.statusCode()).isEqualTo(401);
        assertThat(key.body()).startsWith("{\"detail\":\"The admin key is no token");
        server.clock.advance(Duration.ofHours(2));
        assertThat(server.send("GET", "/admin/verify", token, "").body()).contains("has expired");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"admin_key":"x"}                                       | 401 | {"detail":"Invalid admin key"}
        {"admin_key":""}                                        | 400 | admin_key
        {}                                                      | 400 | admin_key
        ``                                                      | 400 | admin_key
        {"admin_key":"key-of-the-admin","expire_hours":-1}      | 400 | expire_hours
        {"admin_key":"key-of-the-admin","expire_hours":1000000000} | 400 | expire_hours
        {"admin_key":"key-of-the-admin","expire_hours":1e10}    | 400 | expire_hours
        {"admin_key":"key-of-the-admin","expire_hours":"x"}     | 400 | expire_hours
        {"admin_key":                                           | 400 | line 1
        {"admin_key":"key-of-the-admin","expire_hours":null,"x":{}} | 200 | "expires_in":86400
        """)
    @DisplayName("AD-02, fault 86")
    void answersLogIns(String body, int status, String fragment) throws Exception {
        HttpResponse<String> reply = server.send("POST", "/admin/login", "", body);

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains(fragment);
        assertThat(reply.body().startsWith("{\"detail\":")).isEqualTo(status != 200);
    }

    @Test
    @DisplayName("Fault 87, 89: 100 wrong log-ins are 429 whatever X-Forwarded-For says; another address gets in")
    void limitsLogIns() throws Exception {
        String wrong = "{\"admin_key\":\"wrong\"}";
        for (int i = 0; i < 10; i++) {
            assertThat(server.send("POST", "/admin/login", "", wrong).statusCode())
                    .isEqualTo(401);
        }
        for (int i = 0; i < 90; i++) {
            HttpResponse<String> reply = server.send("POST", "/admin/login", "", wrong);
            assertThat(reply.statusCode()).isEqualTo(429);
            assertThat(reply.headers().firstValue("retry-after")).hasValue("60");
            assertThat(reply.body()).startsWith("{\"detail\":\"Too many attempts");
        }
        StatusRuntimeException limited = failure(this::login);
        assertThat(limited.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(StatusProto.fromThrowable(limited).getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));

        String right = "{\"admin_key\":\"%s\"}".formatted(AdminServer.KEY);
        assertThat(server.sendFrom("127.0.0.2", "POST", "/admin/login", "", right)
                        .statusCode())
                .isEqualTo(200);
        server.clock.advance(Duration.ofMinutes(1));
        assertThat(server.send("POST", "/admin/login", "", right).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/keys/a%2Fb, a/b",
        "/admin/keys/a+b, a+b",
        "/admin/keys/a%2Bb%20c, a+b c",
        "/admin/keys/%2B86%20138, +86 138",
        "/admin/keys/..%2F..%2Fetc, ../../etc",
        "/admin/keys/%E6%B7%B1, 深",
        "/admin/accounts/user%40example.com, user@example.com",
        "/admin/accounts/user@example.com, user@example.com",
        "/admin/accounts/+8613800000000, +8613800000000",
        "/admin/accounts/token:0123456789abcdef, token:0123456789abcdef",
        "/admin/accounts/token%3A0123456789abcdef, token:0123456789abcdef",
    })
    @DisplayName("AD-08, AD-10: names in paths are decoded, once")
    void decodesNames(String path, String name) throws Exception {
        assertThat(server.send("DELETE", path, ADMIN, "").statusCode()).isEqualTo(200);

        Message asked = server.admin.take(Message.class);
        assertThat(
                        asked instanceof DeleteKeyRequest key
                                ? key.getKey()
                                : ((DeleteAccountRequest) asked).getIdentifier())
                .isEqualTo(name);
    }

    @Test
    @DisplayName("AD-09: pages by query; what is not known there is passed over")
    void readsQueries() throws Exception {
        assertThat(server.send("GET", "/admin/accounts?page=2&page_size=500&_=1738400000", ADMIN, "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.admin.take(ListAccountsRequest.class))
                .isEqualTo(ListAccountsRequest.newBuilder()
                        .setPage(2)
                        .setPageSize(500)
                        .build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        GET    | /admin/accounts?page=abc | ``                 | 400 | page
        POST   | /admin/accounts          | {"email":{}}       | 400 | email
        POST   | /admin/accounts          | {}                 | 400 | There is no email.
        POST   | /admin/accounts          | {"email":"a@x"}    | 500 | Internal error
        PATCH  | /admin/accounts          | ``                 | 405 | (expected: GET or POST)
        GET    | /admin/nothing           | ``                 | 404 | /admin/nothing
        GET    | /admin/queue/status      | ``                 | 501 | GetQueueStatus
        """)
    @DisplayName("AD-16: every error is {\"detail\"}")
    void answersErrors(String method, String path, String body, int status, String fragment) throws Exception {
        HttpResponse<String> reply = server.send(method, path, ADMIN, body);

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).startsWith("{\"detail\":\"").contains(fragment).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"keys":[]}                        | keys
        {"claude_mapping":{"fast":"m"}}    | claude_mapping
        """)
    @DisplayName("AD-07: what the body holds is what changes, also if it is empty")
    void tellsWhatIsMeant(String body, String path) throws Exception {
        assertThat(server.send("POST", "/admin/config", ADMIN, body).body())
                .isEqualTo("{\"success\":true,\"message\":\"\"}");

        assertThat(server.admin.take(UpdateConfigRequest.class).getUpdateMask().getPathsList())
                .containsExactly(path);
    }

    @Test
    @DisplayName("WatchAccountTests: frames as native streams have them, in the seed's JSON")
    void streams() throws Exception {
        assertThat(watch("").body()).isEqualTo("""
            data: {"done":1,"total":2}

            data: {"done":2,"total":2}

            event: end
            data: {}

            """);
        assertThat(watch("failing").body()).contains("\n\nevent: error\ndata: {\"code\":3,", "There is no such model.");
        assertThat(watch("broken").body())
                .contains("event: error\ndata: {\"code\":13,")
                .doesNotContain("canary");

        List<Integer> done = new ArrayList<>();
        stream("").forEachRemaining(progress -> done.add(progress.getDone()));
        assertThat(done).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"endless", "silent"})
    @DisplayName("COM-08: who goes away stops the tests, on either wire")
    void stops_whenTheCallerGoes(String model) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String body = "{\"model\":\"%s\"}".formatted(model);
            String request = "POST /admin/accounts/test-all/stream HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: %s\r\nContent-Length: %d\r\n\r\n%s".formatted(ADMIN, body.length(), body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
        }
        assertThat(server.admin.stopped.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endless", "silent"})
    @DisplayName("COM-08: the same over gRPC")
    void stops_whenTheCallIsCancelled(String model) throws Exception {
        Context.CancellableContext call = Context.current().withCancellation();
        call.run(() -> assertThat(stream(model).next().getDone()).isEqualTo(1));
        call.cancel(null);

        assertThat(server.admin.stopped.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private HttpResponse<String> watch(String model) throws Exception {
        return server.send("POST", "/admin/accounts/test-all/stream", ADMIN, "{\"model\":\"%s\"}".formatted(model));
    }

    private Iterator<AccountTestProgress> stream(String model) {
        return server.stub(ADMIN)
                .watchAccountTests(
                        TestAllAccountsRequest.newBuilder().setModel(model).build());
    }

    private LoginResponse login() {
        return server.stub("")
                .login(LoginRequest.newBuilder().setAdminKey(AdminServer.KEY).build());
    }

    private static StatusRuntimeException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call);
    }
}
