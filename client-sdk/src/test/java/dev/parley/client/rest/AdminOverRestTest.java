package dev.parley.client.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.FieldMask;
import com.google.protobuf.NullValue;
import dev.parley.admin.v1.Account;
import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.AccountTestProgress;
import dev.parley.admin.v1.ClaudeMapping;
import dev.parley.admin.v1.Config;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.GetConfigRequest;
import dev.parley.admin.v1.GetVercelConfigRequest;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListAccountsResponse;
import dev.parley.admin.v1.ListKeysRequest;
import dev.parley.admin.v1.TestAccountRequest;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.admin.v1.TestServiceRequest;
import dev.parley.admin.v1.TestServiceResponse;
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.admin.v1.VercelConfig;
import dev.parley.client.ChatErrors;
import dev.parley.client.ParleyClient;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The admin stubs over REST, whose JSON is that of DS2API")
@Timeout(20)
class AdminOverRestTest {
    private static final String JSON = "application/json; charset=utf-8";

    @Test
    @DisplayName("AD-09: names in snake_case, zeros and empty lists printed, numbers as numbers")
    void readsTheSeedsJson() throws Exception {
        String body = """
                {"items": [{"identifier": "a@b", "email": "a@b", "mobile": "", "has_password": true, "has_token": false,
                "token_preview": ""}], "total": 11, "page": 2, "page_size": 10, "total_pages": 2, "of_a_newer_server": 1}""";

        ListAccountsRequest second =
                ListAccountsRequest.newBuilder().setPage(2).setPageSize(10).build();
        ListAccountsResponse page = answer(body, client -> client.admin().listAccounts(second));
        assertThat(page)
                .isEqualTo(ListAccountsResponse.newBuilder()
                        .addItems(Account.newBuilder()
                                .setIdentifier("a@b")
                                .setEmail("a@b")
                                .setHasPassword(true))
                        .setTotal(11)
                        .setPage(2)
                        .setPageSize(10)
                        .setTotalPages(2)
                        .build());
    }

    @Test
    void readsNullsNumbersAndStructs() throws Exception {
        VercelConfig vercel = answer(
                "{\"has_token\": true, \"project_id\": \"p\", \"team_id\": null}",
                client -> client.admin().getVercelConfig(GetVercelConfigRequest.getDefaultInstance()));
        assertThat(vercel.getProjectId().getStringValue()).isEqualTo("p");
        assertThat(vercel.getTeamId().getNullValue()).isEqualTo(NullValue.NULL_VALUE);
        assertThat(vercel.getTeamId().hasNullValue()).isTrue();

        AccountTest test = answer(
                "{\"account\": \"a\", \"success\": true, \"response_time\": 1240}",
                client -> client.admin().testAccount(TestAccountRequest.getDefaultInstance()));
        assertThat(test.getResponseTime()).isEqualTo(1240);
        assertThat(test.hasThinking()).isFalse();

        TestServiceResponse service = answer(
                "{\"success\": true, \"response\": {\"id\": \"x\"}}",
                client -> client.admin().testService(TestServiceRequest.getDefaultInstance()));
        assertThat(service.getResponse().getFieldsOrThrow("id").getStringValue())
                .isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "user+1@example.com,     user%2b1%40example.com",
        "token:0123456789abcdef, token%3a0123456789abcdef",
        "+49/170 5?,             %2b49%2f170%205%3f",
        "schlüssel%2F,           schl%c3%bcssel%252f"
    })
    @DisplayName("AD-08, AD-10: keys and identifiers in paths are percent-encoded")
    void encodesPaths(String text, String encoded) throws Exception {
        try (RawServer server = RawServer.answering("200 OK", JSON, "{\"success\": true, \"total_keys\": 0}");
                ParleyClient client = client(server)) {
            client.admin().deleteKey(DeleteKeyRequest.newBuilder().setKey(text).build());
            client.admin()
                    .deleteAccount(DeleteAccountRequest.newBuilder()
                            .setIdentifier(text)
                            .build());

            assertThat(server.requests.take())
                    .startsWith("delete /admin/keys/" + encoded + " http")
                    .contains("\nauthorization: bearer admin-of-the-test\n");
            assertThat(server.requests.take()).startsWith("delete /admin/accounts/" + encoded + " http");
        }
    }

    @Test
    @DisplayName("AD-07: the mask goes along, so that an empty list can be meant")
    void sendsTheMask() throws Exception {
        try (RawServer server = RawServer.answering("200 OK", JSON, "{\"success\": true, \"message\": \"\"}");
                ParleyClient client = client(server)) {
            client.admin()
                    .updateConfig(UpdateConfigRequest.newBuilder()
                            .setClaudeMapping(ClaudeMapping.newBuilder().setFast("f"))
                            .setUpdateMask(
                                    FieldMask.newBuilder().addPaths("accounts").addPaths("claude_mapping"))
                            .build());

            assertThat(server.bodies.take())
                    .isEqualTo("{\"claudeMapping\":{\"fast\":\"f\"},\"updateMask\":\"accounts,claudeMapping\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400 Bad Request, INVALID_ARGUMENT",
        "401 Unauthorized, UNAUTHENTICATED",
        "404 Not Found, NOT_FOUND",
        "429 Too Many Requests, RESOURCE_EXHAUSTED",
        "502 Bad Gateway, UNAVAILABLE",
        "503 Service Unavailable, UNAVAILABLE"
    })
    @DisplayName("AD-16: {\"detail\"} is the status' description")
    void tellsTheDetail(String http, Status.Code code) throws Exception {
        try (RawServer server = RawServer.answering(http, JSON, "{\"detail\": \"No key \\\"k\\\".\"}");
                ParleyClient client = client(server)) {
            StatusRuntimeException failure = failure(client);

            assertThat(failure.getStatus().getCode()).isEqualTo(code);
            assertThat(failure.getStatus().getDescription()).isEqualTo("No key \"k\".");
            assertThat(ChatErrors.retryAfter(failure)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "0, 0", "'Sat, 21 Nov 2026 10:00:00 GMT', -1", "-1, -1"})
    void tellsWhenToTryAgain(String header, long seconds) throws Exception {
        String reply = "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: " + header
                + "\r\nConnection: close\r\n\r\n{\"detail\": \"Too many attempts.\"}";
        List<byte[]> bytes = List.of(reply.getBytes(StandardCharsets.UTF_8));
        try (RawServer server = new RawServer(bytes);
                ParleyClient client = client(server)) {
            assertThat(ChatErrors.retryAfter(failure(client))
                            .map(Duration::toSeconds)
                            .orElse(-1L))
                    .isEqualTo(seconds);
        }
    }

    @Test
    @DisplayName("AD-12: results as they come")
    void readsStreams() throws Exception {
        String frames = """
                data: {"result": {"account": "a", "success": false, "response_time": 0}, "done": 1, "total": 2}

                data: {"result": {"account": "b", "success": true, "response_time": 3}, "done": 2, "total": 2}

                event: end
                data: {}

                """;
        try (RawServer server = RawServer.answering("200 OK", "text/event-stream", frames);
                ParleyClient client = client(server)) {
            List<AccountTestProgress> all = new ArrayList<>();
            client.admin()
                    .watchAccountTests(TestAllAccountsRequest.getDefaultInstance())
                    .forEachRemaining(all::add);

            assertThat(all).extracting(AccountTestProgress::getDone).containsExactly(1, 2);
            assertThat(all.get(1).getResult().getResponseTime()).isEqualTo(3);
        }
    }

    @Test
    void answersThroughObserversAndFutures() throws Exception {
        try (RawServer server = RawServer.answering("200 OK", JSON, "{\"keys\": [], \"key_ids\": []}");
                ParleyClient client = client(server)) {
            assertThat(client.adminFuture()
                            .getConfig(GetConfigRequest.getDefaultInstance())
                            .get())
                    .isEqualTo(Config.getDefaultInstance());
            CompletableFuture<Config> observed = new CompletableFuture<>();
            client.adminAsync().getConfig(GetConfigRequest.getDefaultInstance(), observer(observed));
            assertThat(observed.get()).isEqualTo(Config.getDefaultInstance());
        }
    }

    private static <T> StreamObserver<T> observer(CompletableFuture<T> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T value) {
                answer.complete(value);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {}
        };
    }

    private static <T> T answer(String json, Function<ParleyClient, T> call) throws IOException {
        try (RawServer server = RawServer.answering("200 OK", JSON, json);
                ParleyClient client = client(server)) {
            return call.apply(client);
        }
    }

    private static StatusRuntimeException failure(ParleyClient client) {
        return catchThrowableOfType(
                StatusRuntimeException.class, () -> client.admin().listKeys(ListKeysRequest.getDefaultInstance()));
    }

    private static ParleyClient client(RawServer server) {
        return ParleyClient.builder()
                .rest("http://127.0.0.1:" + server.port())
                .key("admin-of-the-test")
                .build();
    }
}
