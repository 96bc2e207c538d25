package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.server.Gateway;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.sqlite.SqliteStore;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.Reply;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("SEC-01: what was uploaded is in no log line, answer, audit row or file, also when all goes wrong")
class CredentialSecretsTest {
    private static final String CANARY = "canary" + System.nanoTime();
    private static final String KEY = "{'api_key':'" + CANARY + "-key'}";

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger("parley");
    private final StringBuilder seen = new StringBuilder();
    private final FakeGemini host =
            new FakeGemini(CANARY + "-key").knowUser(CANARY + "-refresh", "client:" + CANARY + "-client");

    @BeforeEach
    void listen() {
        logged.start();
        log.setLevel(Level.TRACE);
        log.addAppender(logged);
    }

    @AfterEach
    void stop() {
        log.detachAppender(logged);
        log.setLevel(null);
        host.close();
    }

    @Test
    void showsNoSecret() throws Exception {
        Path data = folder.resolve("data");
        String user = "{'type':'oauth','client_id':'client','client_secret':'%s-client','refresh_token':'%s-refresh',"
                .formatted(CANARY, CANARY);
        String token = "'access_token':'%s-access','token_uri':'%s'}".formatted(CANARY, host.url() + FakeGemini.TOKENS);
        try (Gateway gateway = Operator.gateway(host.url(), data)) {
            Operator operator = new Operator(gateway);
            for (String json : List.of(
                    KEY,
                    user + token,
                    user + "'token_uri':'https://" + CANARY + ".example.com/'}",
                    "{'type':'" + CANARY + "'}",
                    "{'id':'" + CANARY + " x','api_key':'" + CANARY + "'}",
                    "{'private_key':'" + CANARY + "','client_email':'a@example.com'}",
                    "{'api_key':['" + CANARY + "']}")) {
                note(operator.post("", "{'credentials':" + json + '}'));
                note(operator.post("/validate?live=true", json));
                note(operator.post("/validate-batch", "{'items':[" + json + "]}"));
            }
            note(operator.post("", "{'credentials':'" + CANARY + "'}"));
            note(operator.post("", "{'credentials':{'api_key':'" + CANARY));
            note(operator.post("/probe", "{}"));
            host.answers((model, request) -> Reply.json(
                    400,
                    "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\"I know %s\"}}"
                            .formatted(request.header("x-goog-api-key") + request.key())));
            note(operator.post("/probe", "{}"));
            host.failTokens(400);
            note(operator.post("/probe", "{}"));
            note(operator.get("/probe/history"));
            for (var credential : operator.list()) {
                note(operator.get('/' + credential.getId()));
            }
            note(operator.get(""));
            note(operator.done("/reload"));
        }
        try (SqliteStore store = SqliteStore.open(data, Map.of())) {
            List<AuditLog.Entry> deeds = store.audit().latest(100);
            assertThat(deeds).extracting(AuditLog.Entry::action).contains("credential.upload", "credential.probe");
            assertThat(deeds).extracting(AuditLog.Entry::actor).doesNotContain("");
            note(deeds.toString());
        }
        for (ILoggingEvent event : logged.list) {
            note(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                note(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        assertThat(seen.toString()).contains("***", "I know ***").doesNotContain(CANARY);
        assertThat(files(data)).isNotEmpty().noneMatch(content -> content.contains(CANARY));
    }

    private static List<String> files(Path data) throws Exception {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(CredentialSecretsTest::content)
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void note(HttpResponse<String> answer) {
        note(answer.statusCode() + " " + answer.body());
    }

    private void note(String text) {
        seen.append(text).append('\n');
    }
}
