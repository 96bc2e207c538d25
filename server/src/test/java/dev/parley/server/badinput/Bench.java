package dev.parley.server.badinput;

import dev.parley.server.Gateway;
import dev.parley.testkit.Answer;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.OpenAiAnswers;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** One gateway for all cases, and its hosts. */
final class Bench implements AutoCloseable {
    static final int BODY_MOST = 8 << 20;

    /** A name that callers may know the gateway by. */
    static final String HOST_NAME = "gateway.example";

    /** What would break the frames of a stream if it were not written as it should be. */
    static final String FRAMES = "[DONE]\n\ndata: [DONE]\n\nevent: error\ndata: {}\r\n\r\n: x";

    /** The link among the files of credentials that were there from the beginning. */
    static final String LINK = "link-to-ann";

    final CountDownLatch over = new CountDownLatch(1);
    final FakeUpstream upstream = FakeUpstream.lax(this::answer);
    final FakeGemini gemini = new FakeGemini(Secrets.ANN);
    final Log log = new Log();
    final Gateway gateway;
    final Wire wire;

    private final List<Request> stored = List.of(
            Request.admin("GET", "export", ""),
            Request.operator("GET", "credentials?view=names", ""),
            Request.operator("GET", "config", ""));

    Bench(Path folder) throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Path ann = Files.writeString(folder.resolve("ann.json"), "{\"api_key\":\"%s\"}".formatted(Secrets.ANN));
        Files.createSymbolicLink(files.resolve(LINK + ".json"), ann);
        gateway = Gateway.start(
                "DATA_DIR",
                folder.resolve("data").toString(),
                "SERVER_HOST_NAMES",
                HOST_NAME,
                "SERVER_MAX_BODY_SIZE",
                Integer.toString(BODY_MOST),
                "ACCESS_API_KEYS",
                Secrets.CALLER,
                "ACCESS_ADMIN_KEY",
                Secrets.ADMIN,
                "ACCESS_MANAGEMENT_KEY",
                Secrets.OPERATOR,
                "MANAGEMENT_READ_ONLY_KEY",
                Secrets.READER,
                "ADMIN_PROVIDER",
                "ds",
                "PROVIDERS_DS_TYPE",
                "deepseek",
                "PROVIDERS_DS_BASE_URL",
                upstream.url(),
                "PROVIDERS_DS_API_KEYS",
                Secrets.HOST,
                "PROVIDERS_G_TYPE",
                "gemini",
                "PROVIDERS_G_BASE_URL",
                gemini.url(),
                "PROVIDERS_G_CREDENTIALS_DIR",
                files.toString(),
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_API_KEYS",
                Secrets.HOST,
                "PROVIDERS_UP_MODELS",
                "gpt-4");
        wire = new Wire(gateway.port());
    }

    private Reply answer(ReceivedRequest request) {
        if (request.body().contains(OpenStreams.MARK)) {
            return OpenStreams.answer(over);
        }
        return OpenAiAnswers.to(request, Answer.text(request.body().contains("[DONE]") ? FRAMES : "Hello"));
    }

    /** All that administrators and operators have stored. */
    String stored() {
        return stored.stream()
                .map(request -> request.send(this, Protocol.HTTP_1))
                .map(got -> got.status() + got.body())
                .collect(Collectors.joining("\n"));
    }

    /** That of an operator's session. */
    String cookie() {
        Got login = Request.bare("POST", "/routes/api/management/login", "{'key':'%s'}".formatted(Secrets.OPERATOR))
                .send(this, Protocol.HTTP_1);
        return Objects.requireNonNull(login.headers().get("set-cookie")).replaceFirst(";.*", "");
    }

    @Override
    public void close() {
        over.countDown();
        wire.close();
        gateway.close();
        gemini.close();
        upstream.close();
        log.close();
    }
}
