package dev.parley.server.frontend.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.management.v1.ImportRegistryModelsRequest;
import dev.parley.management.v1.RegistryModel;
import dev.parley.management.v1.ValidateArchiveRequest;
import dev.parley.server.pool.CredentialView;
import dev.parley.server.pool.FakeClock;
import dev.parley.server.pool.PoolKind;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The management API over REST: MA-04, MA-10..MA-14, MA-25, MA-42")
@Timeout(60)
class ManagementRestTest {
    private static final String BEARER = "Bearer " + ManagementServer.KEY;
    private static final String FIELD = "--X\r\nContent-Disposition: form-data; name=%s; filename=a\r\n\r\n%s\r\n";

    @TempDir
    private Path data;

    private ManagementServer server;

    @BeforeEach
    void start() {
        server = new ManagementServer(data, new FakeClock(), "SERVER_MAX_BODY_SIZE", "20000000");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        GET    | credentials/INVALID_REQUEST   | 400 | INVALID_ARGUMENT   | reason_of_it       | id
        GET    | credentials/UNAUTHENTICATED   | 401 | UNAUTHENTICATED    | reason_of_it       | id
        GET    | credentials/PERMISSION_DENIED | 403 | PERMISSION_DENIED  | reason_of_it       | id
        GET    | credentials/NOT_FOUND         | 404 | NOT_FOUND          | reason_of_it       | id
        GET    | credentials/TOO_LARGE         | 413 | RESOURCE_EXHAUSTED | reason_of_it       | id
        GET    | credentials/RATE_LIMITED      | 429 | RESOURCE_EXHAUSTED | reason_of_it       | id
        GET    | credentials/INTERNAL          | 500 | INTERNAL           | reason_of_it       | id
        GET    | credentials/UPSTREAM_FAILED   | 502 | UNAVAILABLE        | reason_of_it       | id
        GET    | credentials/UNAVAILABLE       | 503 | UNAVAILABLE        | reason_of_it       | id
        GET    | credentials/TIMEOUT           | 504 | DEADLINE_EXCEEDED  | reason_of_it       | id
        GET    | credentials/broken            | 500 | INTERNAL           | internal_error     |
        GET    | nothing                       | 404 | NOT_FOUND          | not_found          |
        DELETE | config                        | 405 | UNIMPLEMENTED      | method_not_allowed |
        """)
    @DisplayName("MA-04: every failure has one shape")
    void shapesErrors(String method, String path, int http, String status, String code, String field) throws Exception {
        HttpResponse<String> reply = server.send(method, path, "", "authorization", BEARER);

        assertThat(reply.statusCode()).isEqualTo(http);
        assertThat(reply.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        String details = field == null ? "" : ",\"details\":{\"field\":\"%s\"}".formatted(field);
        assertThat(reply.body())
                .startsWith("{\"error\":{\"message\":\"")
                .endsWith("\",\"type\":\"management_error\",\"code\":\"%s\",\"status\":\"%s\",\"http_code\":%d%s}}"
                        .formatted(code, status, http, details));
    }

    @Test
    @DisplayName("MA-04: malformed JSON is 400, a body over the bound 413, both in the one shape")
    void shapesErrorsOfBodies() throws Exception {
        HttpResponse<String> malformed = server.send("PUT", "config", "{\"config\":", "authorization", BEARER);
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.body())
                .startsWith("{\"error\":{\"message\":\"")
                .contains("\"status\":\"INVALID_ARGUMENT\"");
        try (ManagementServer small =
                new ManagementServer(data.resolve("other"), new FakeClock(), "SERVER_MAX_BODY_SIZE", "100000")) {
            HttpResponse<String> large = small.send("PUT", "config", "x".repeat(300_000), "authorization", BEARER);
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(large.body()).contains("\"code\":\"request_too_large\"", "\"http_code\":413");
        }
    }

    @Test
    @DisplayName("MA-04: the short path answers 307 with the query kept, before anybody is asked who they are")
    void redirects() throws Exception {
        URI uri = URI.create("http://" + server.host() + "/api/management/credentials/a%2Fb?x=%20y&z=1");
        HttpResponse<String> reply = server.send("PUT", uri, BodyPublishers.ofString("{}"));
        assertThat(reply.statusCode()).isEqualTo(307);
        assertThat(reply.headers().firstValue("location"))
                .hasValue("/routes/api/management/credentials/a%2Fb?x=%20y&z=1");
    }

    @Test
    @DisplayName("MA-10")
    void tellsWhatRuns() throws Exception {
        server.clock.advance(Duration.ofSeconds(90));
        assertThat(get("system"))
                .matches("\\{\"version\":\"1.2.3\",\"runtime\":\\{\"java_version\":\"25[^\"]*\",\"helidon_version\":"
                        + "\"4.5.0\"},\"uptime\":90,\"timestamp\":\"2026-01-01T00:01:30Z\"}");
    }

    @Test
    @DisplayName("MA-11: 503 with the same body without a usable credential; banned ones and silent providers are told")
    void tellsHowItDoes() throws Exception {
        HttpResponse<String> none = server.send("GET", "health", "", "authorization", BEARER);
        assertThat(none.statusCode()).isEqualTo(503);
        assertThat(none.body())
                .isEqualTo(
                        "{\"healthy\":false,\"checks\":{\"storage\":\"ok\",\"credentials\":{\"total\":0,\"healthy\":0,"
                                + "\"auto_banned\":0,\"max_failure_weight\":0,\"status\":\"none\"},\"auto_probe\":{\"enabled\":false,"
                                + "\"model\":\"\",\"timeout_sec\":0},\"upstream_discovery\":\"ok\",\"runtime\":{\"uptime_sec\":0}}}");
        server.credentials.add(credential(false, 2.5));
        server.undiscovered.add("google");
        assertThat(server.send("GET", "health", "", "authorization", BEARER).statusCode())
                .isEqualTo(503);
        server.credentials.add(credential(true, 0));
        HttpResponse<String> some = server.send("GET", "health", "", "authorization", BEARER);
        assertThat(some.statusCode()).isEqualTo(200);
        assertThat(some.body())
                .contains(
                        "\"healthy\":true",
                        "\"total\":2,\"healthy\":1,\"auto_banned\":1,\"max_failure_weight\":2.5,\"status\":\"degraded\"",
                        "\"upstream_discovery\":\"google\"");
    }

    private static CredentialView credential(boolean healthy, double weight) {
        return new CredentialView(
                "c",
                PoolKind.KEYS,
                Set.of(),
                false,
                !healthy,
                "",
                null,
                healthy,
                0,
                weight,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
        -                                  | text/plain; version=0.0.4; charset=utf-8 | # HELP
        */*                                | text/plain; version=0.0.4; charset=utf-8 | # HELP
        text/plain, application/json;q=0.5 | text/plain; version=0.0.4; charset=utf-8 | # HELP
        application/json                   | application/json                         | {"gateway_
        """)
    @DisplayName("MA-12: metrics are text, and JSON to those who take nothing else")
    void showsMetrics(String accept, String type, String body) throws Exception {
        HttpResponse<String> reply = accept == null
                ? server.send("GET", "metrics", "", "authorization", BEARER)
                : server.send("GET", "metrics", "", "authorization", BEARER, "accept", accept);
        assertThat(reply.headers().firstValue("content-type")).hasValue(type);
        assertThat(reply.body()).startsWith(body);
        assertThat(server.send("GET", "metrics", "").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("MA-13, MA-14: usage by query; capabilities of the listener that is asked")
    void tellsUsageAndCapabilities() throws Exception {
        String record = "{\"total_requests\":3,\"success_requests\":2,\"failed_requests\":1,\"prompt_tokens\":30,"
                + "\"completion_tokens\":12,\"total_tokens\":42,\"estimated_requests\":1,"
                + "\"last_used\":\"2026-01-01T00:01:00Z\",\"created_at\":\"2026-01-01T00:00:00Z\"}";
        String since = "\"since\":\"2026-01-01T00:00:00Z\"}";
        assertThat(get("usage"))
                .isEqualTo("{\"api_keys\":{\"key-1\":" + record + "},\"aggregates\":{\"total\":" + record
                        + ",\"models\":{\"gpt-4\":" + record + "},\"days\":{\"2026-01-01\":" + record + "}}," + since);
        assertThat(get("usage?api_key=key-1")).isEqualTo("{\"api_keys\":{\"key-1\":" + record + "}," + since);
        HttpResponse<String> unknown = server.send("GET", "usage?api_key=key-2", "", "authorization", BEARER);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"code\":\"api_key_not_found\"");
        assertThat(get("capabilities"))
                .startsWith("{\"storage\":{\"type\":\"sqlite\",\"supports_config\":true,")
                .contains(
                        "\"management_read_only\":false,\"web_admin_enabled\":false,\"upstream_provider\":\"google\"",
                        "\"providers\":[\"builtin\"]",
                        "\"log.level\"");
    }

    @Test
    @DisplayName("MA-25: an archive comes in the field `file`, its options in the query; nobody unknown has it read")
    void readsArchives() throws Exception {
        HttpResponse<String> reply = form(
                "credentials/validate-zip?validate_tokens=true",
                FIELD.formatted("note", "x") + FIELD.formatted("file", "zip"));
        assertThat(reply.body()).isEqualTo("{\"results\":[],\"files\":3}");
        ValidateArchiveRequest asked = (ValidateArchiveRequest) server.scripted.asked.getFirst();
        assertThat(asked.getArchive().toString(StandardCharsets.US_ASCII)).isEqualTo("zip");
        assertThat(asked.getValidateTokens()).isTrue();
        String path = "credentials/validate-zip";
        assertThat(server.send("POST", path, FIELD, "content-type", "multipart/form-data")
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.scripted.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"file, 10485760, 200", "file, 10485761, 413", "other, 3, 400"})
    @DisplayName("MA-25, SEC-05: at most 10 MiB")
    void boundsArchives(String field, int bytes, int status) throws Exception {
        HttpResponse<String> reply = form("credentials/validate-zip", FIELD.formatted(field, "z".repeat(bytes)));

        assertThat(reply.statusCode()).isEqualTo(status);
        if (status == 413) {
            assertThat(reply.body()).contains("\"code\":\"request_too_large\"");
        }
    }

    @Test
    void wantsAFormForArchives() throws Exception {
        HttpResponse<String> reply =
                server.send("POST", "credentials/validate-zip", "{\"archive\":\"eg==\"}", "authorization", BEARER);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("multipart/form-data");
    }

    @Test
    @DisplayName("MA-42: models come as JSON or in files; a list is saved as a file where that is asked for")
    void importsAndExports() throws Exception {
        String path = "models/gemini/registry/import?mode=replace";
        server.send("POST", path, "{\"models\":[{\"id\":\"a\"}]}", "authorization", BEARER);
        form(
                path,
                FIELD.formatted("one", "{\"models\":[{\"id\":\"b\"}]}")
                        + FIELD.formatted("two", "{\"models\":[{\"id\":\"c\"}]}"));
        assertThat(server.scripted.asked)
                .extracting(asked -> (ImportRegistryModelsRequest) asked)
                .allMatch(asked ->
                        asked.getChannel().equals("gemini") && asked.getMode().equals("replace"))
                .flatExtracting(asked -> asked.getModels().getModelsList().stream()
                        .map(RegistryModel::getId)
                        .toList())
                .containsExactly("a", "b", "c");
        assertThat(form(path, FIELD.formatted("one", "{\"models\":")).statusCode())
                .isEqualTo(400);

        String export = "models/gemini/registry/export";
        assertThat(server.send("GET", export + "?download=true", "", "authorization", BEARER)
                        .headers()
                        .firstValue("content-disposition"))
                .hasValue("attachment; filename=\"models.json\"");
        assertThat(server.send("GET", export, "", "authorization", BEARER)
                        .headers()
                        .firstValue("content-disposition"))
                .isEmpty();
    }

    private String get(String path) throws Exception {
        HttpResponse<String> reply = server.send("GET", path, "", "authorization", BEARER);
        assertThat(reply.statusCode()).isEqualTo(200);
        return reply.body();
    }

    private HttpResponse<String> form(String path, String fields) throws Exception {
        return server.send(
                "POST",
                path,
                fields + "--X--\r\n",
                "authorization",
                BEARER,
                "content-type",
                "multipart/form-data; boundary=X");
    }
}
