package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Cases 58, 72 and 76 to 89: who calls, and what lets them in. */
final class AccessRows {
    private AccessRows() {}

    static List<CallRow> all() {
        List<CallRow> rows = new ArrayList<>();
        rows.add(new CallRow(
                76, "no key", "401 with WWW-Authenticate", (bench, protocol) -> stranger(bench, protocol, Map.of())));
        rows.add(new CallRow(
                77, "a wrong key, and one that begins like a right one", "401, both alike", AccessRows::wrong));
        rows.add(new CallRow(78, "two keys in two headers", "the one of `authorization` counts", AccessRows::two));
        rows.add(CallRow.refused(
                79,
                "a key in the address",
                Request.bare("POST", "/v1/chat/completions?key=" + Secrets.CALLER, Front.OPENAI.good()),
                401,
                ""));
        for (String token : List.of(
                token("{'alg':'none'}"),
                token("{'alg':'RS256'}"),
                token("{'alg':'HS256','kid':'../../etc/passwd'}"),
                token("{'alg':'HS256','kid':'a\\' OR 1=1'}"))) {
            rows.add(CallRow.refused(
                    81,
                    "a token of our own making: `"
                            + new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), UTF_8) + '`',
                    Request.with(token, "GET", "/admin/keys", ""),
                    401,
                    "not valid"));
        }
        rows.add(CallRow.refused(
                82,
                "a caller's key at the admin API",
                Request.with(Secrets.CALLER, "GET", "/admin/keys", ""),
                401,
                "access.admin-key"));
        rows.add(CallRow.refused(
                82,
                "a caller's key at the management API",
                Request.with(Secrets.CALLER, "GET", "/routes/api/management/system", ""),
                401,
                ""));
        rows.add(CallRow.refused(
                82,
                "the admin key at a model",
                Request.with(Secrets.ADMIN, "POST", "/v1/chat/completions", Front.OPENAI.good()),
                401,
                "access.api-keys"));
        rows.add(new CallRow(
                83,
                "a session's cookie without a sign of our own page",
                "403",
                (bench, protocol) -> cookie(bench, protocol, Map.of())));
        rows.add(new CallRow(
                84,
                "the same from a form of another page",
                "403",
                (bench, protocol) -> cookie(
                        bench, protocol, Map.of("origin", "https://evil.example", "content-type", "text/plain"))));
        rows.add(CallRow.refused(
                85,
                "`Host: evil.example` on loopback",
                Request.with(Secrets.CALLER, "POST", "/v1/chat/completions", Front.OPENAI.good())
                        .header("host", "evil.example"),
                421,
                "evil.example"));
        rows.add(new CallRow(
                85, "names of this machine, and those of `server.host-names`", "200", AccessRows::ownHosts));
        for (String hours : List.of("-1", "1000000000", "'x'")) {
            rows.add(CallRow.refused(
                    86,
                    "a log-in for " + hours + " hours",
                    Request.bare(
                            "POST",
                            "/admin/login",
                            "{'admin_key':'%s','expire_hours':%s}".formatted(Secrets.ADMIN, hours)),
                    400,
                    "expire_hours"));
        }
        rows.add(CallRow.refused(
                88,
                "an account that is not there",
                Request.with(
                                Secrets.CALLER,
                                "POST",
                                "/v1/chat/completions",
                                Front.OPENAI.with("'model':'ds/deepseek-chat'"))
                        .header("x-ds2-target-account", "nobody@example.com"),
                404,
                "account_not_found"));
        rows.add(new CallRow(
                72, "an anthropic-version that never was", "200: any is taken (CL-07)", AccessRows::version));
        return rows;
    }

    private static void stranger(Bench bench, Protocol protocol, Map<String, String> headers) {
        for (Front front : Front.values()) {
            if (front != Front.GRPC) {
                Got got = bench.wire.send(protocol, "POST", front.path(), headers, "{".getBytes(UTF_8));
                got.checkRefused(401, "");
                assertThat(got.headers().get("www-authenticate")).isEqualTo("Bearer");
                front.checkShape(Json.read(got.body()));
            }
        }
    }

    private static void wrong(Bench bench, Protocol protocol) {
        String near = Secrets.CALLER.substring(0, Secrets.CALLER.length() - 1);
        for (String key : List.of("wrong", near, Secrets.CALLER + 'x')) {
            stranger(bench, protocol, Map.of("authorization", "Bearer " + key));
            stranger(bench, protocol, Map.of("x-api-key", key));
        }
    }

    private static void two(Bench bench, Protocol protocol) {
        stranger(bench, protocol, Map.of("authorization", "Bearer wrong", "x-api-key", Secrets.CALLER));
        Got got = Request.with(Secrets.CALLER, "POST", "/v1/chat/completions", Front.OPENAI.good())
                .header("x-api-key", "wrong")
                .send(bench, protocol);
        assertThat(got.status()).isEqualTo(200);
    }

    private static void ownHosts(Bench bench, Protocol protocol) {
        for (String host : List.of(
                "localhost", "LocalHost:80", "app.localhost", "127.0.0.1:1", "[::1]:80", "parley", Bench.HOST_NAME)) {
            Got got = Request.bare("GET", "/healthz", "").header("host", host).send(bench, protocol);
            assertThat(got.status()).as(host).isEqualTo(200);
        }
    }

    private static void version(Bench bench, Protocol protocol) {
        Got got = Request.with(Secrets.CALLER, "POST", "/v1/messages", Front.CLAUDE.good())
                .header("anthropic-version", "1999-01-01")
                .send(bench, protocol);
        assertThat(got.status()).isEqualTo(200);
    }

    private static void cookie(Bench bench, Protocol protocol, Map<String, String> headers) {
        Request change = Request.bare("POST", "/routes/api/management/credentials/reload", "{}")
                .header("cookie", bench.cookie());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            change = change.header(header.getKey(), header.getValue());
        }
        change.send(bench, protocol).checkRefused(403, "cross_origin");
    }

    private static String token(String head) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String claims = "{\"sub\":\"admin\",\"exp\":4102444800}";
        return base64.encodeToString(head.replace('\'', '"').getBytes(UTF_8))
                + '.'
                + base64.encodeToString(claims.getBytes(UTF_8))
                + '.'
                + base64.encodeToString("x".getBytes(UTF_8));
    }
}
