package dev.parley.server.frontend.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.pool.FakeClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MA-03, COM-14: pages of other origins can do nothing with the cookie")
@Timeout(60)
class SameOriginTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # origin                | fetch site  | host            | TLS   | verdict
        -                       | -           | gw:8080         | false | UNKNOWN
        http://gw:8080          | -           | gw:8080         | false | YES
        HTTP://GW:8080          | -           | gw:8080         | false | YES
        http://gw               | -           | gw              | false | YES
        http://gw:80            | -           | gw              | false | YES
        https://gw              | -           | gw:443          | true  | YES
        https://gw              | -           | gw              | false | YES
        http://gw               | -           | gw              | true  | NO
        -                       | same-origin | gw:8080         | false | YES
        http://gw:8080          | same-origin | gw:8080         | false | YES
        http://gw:8080          | cross-site  | gw:8080         | false | NO
        http://evil:8080        | same-origin | gw:8080         | false | NO
        -                       | cross-site  | gw:8080         | false | NO
        -                       | same-site   | gw:8080         | false | NO
        -                       | none        | gw:8080         | false | NO
        http://gw:8081          | -           | gw:8080         | false | NO
        http://gw:8080.evil.org | -           | gw:8080         | false | NO
        http://gw:8080@evil.org | -           | gw:8080         | false | NO
        http://x.gw:8080        | -           | gw:8080         | false | NO
        null                    | -           | gw:8080         | false | NO
        file://gw:8080          | -           | gw:8080         | false | NO
        ::                      | -           | gw:8080         | false | NO
        http://gw:8080          | -           | -               | false | NO
        http://[::1]:8080       | -           | [::1]:8080      | false | YES
        http://[::1]            | -           | [::1]           | false | YES
        """)
    void judges(String origin, String fetchSite, String host, boolean secure, SameOrigin verdict) {
        assertThat(SameOrigin.of(origin, fetchSite, host, secure)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # method | path   | credential | origin | status
        GET      | config | cookie     | -      | 200
        GET      | config | cookie     | other  | 200
        PUT      | config | cookie     | own    | 200
        PUT      | config | cookie     | other  | 403
        PUT      | config | cookie     | null   | 403
        PUT      | config | cookie     | -      | 403
        PUT      | config | bearer     | -      | 200
        PUT      | config | bearer     | other  | 200
        PUT      | config | both       | other  | 200
        POST     | logout | cookie     | other  | 403
        POST     | logout | cookie     | own    | 200
        POST     | logout | cookie     | -      | 200
        POST     | logout | -          | other  | 200
        """)
    void refusesForeignWrites(String method, String path, String credential, String origin, int status)
            throws Exception {
        try (ManagementServer server = new ManagementServer(data, new FakeClock())) {
            String token = server.login(ManagementServer.KEY);
            List<String> headers = new ArrayList<>();
            if ("cookie".equals(credential) || "both".equals(credential)) {
                headers.addAll(List.of("cookie", "mgmt_session=" + token));
            }
            if ("bearer".equals(credential) || "both".equals(credential)) {
                headers.addAll(List.of("authorization", "Bearer " + token));
            }
            if (origin != null) {
                headers.addAll(List.of(
                        "origin",
                        switch (origin) {
                            case "own" -> "http://" + server.host();
                            case "other" -> "http://evil.example";
                            default -> origin;
                        }));
            }

            HttpResponse<String> reply = server.send(method, path, "{}", headers.toArray(String[]::new));

            assertThat(reply.statusCode()).isEqualTo(status);
            assertThat(reply.body().contains("\"code\":\"cross_origin\"")).isEqualTo(status == 403);
        }
    }

    @Test
    @DisplayName(
            "COM-14: pages of other origins may not read either, unless the settings name them; never with the cookie")
    void allowsNoOtherPages() throws Exception {
        String[] preflight = {"origin", "http://panel.example", "access-control-request-method", "PUT"};
        try (ManagementServer server = new ManagementServer(data, new FakeClock())) {
            HttpResponse<String> reply = server.send("OPTIONS", "config", "", preflight);
            assertThat(reply.statusCode()).isEqualTo(204);
            assertThat(reply.headers().map()).doesNotContainKey("access-control-allow-origin");
            assertThat(server.send("GET", "config", "", "origin", "http://panel.example")
                            .headers()
                            .map())
                    .doesNotContainKey("access-control-allow-origin");
        }
        try (ManagementServer server =
                new ManagementServer(data, new FakeClock(), "MANAGEMENT_CORS_ORIGINS", "http://panel.example")) {
            HttpResponse<String> reply = server.send("OPTIONS", "config", "", preflight);
            assertThat(reply.headers().firstValue("access-control-allow-origin"))
                    .hasValue("http://panel.example");
            assertThat(reply.headers().map()).doesNotContainKey("access-control-allow-credentials");
        }
    }
}
