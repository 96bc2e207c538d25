package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.OpenAiAnswers;
import dev.parley.testkit.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import okhttp3.Response;
import okio.BufferedSource;

/** Streams on the connections of the cases, open from before them until after the last. */
final class OpenStreams implements AutoCloseable {
    /** What their requests hold. */
    static final String MARK = "until all is over";

    private static final String FINISH = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    /** Each of 20 s. */
    private static final int WAITS = 6;

    private final CountDownLatch over;
    private final List<Response> streams = new ArrayList<>();

    /** {@code over} is what the host waits for after the beginning of its answers. */
    OpenStreams(Wire wire, CountDownLatch over) throws IOException {
        this.over = over;
        byte[] body =
                Front.OPENAI.with("'stream':true,'user':'%s'".formatted(MARK)).getBytes(UTF_8);
        for (Protocol protocol : Protocol.values()) {
            Response stream = wire.open(
                    protocol, "POST", Front.OPENAI.path(), Map.of("authorization", "Bearer " + Secrets.CALLER), body);
            assertThat(stream.code()).isEqualTo(200);
            assertThat(body(stream).readUtf8Line()).startsWith("data: {");
            streams.add(stream);
        }
    }

    /** The host's answer to them. */
    static Reply answer(CountDownLatch over) {
        Reply reply = OpenAiAnswers.text(OpenAiAnswers.begin(), "before");
        for (int i = 0; i < WAITS; i++) {
            reply.await(over);
        }
        return OpenAiAnswers.text(reply, "after").event(FINISH).event("[DONE]");
    }

    /** Lets them end, and checks that they do as they should. */
    void checkUnharmed() throws IOException {
        over.countDown();
        for (Response stream : streams) {
            assertThat(body(stream).readUtf8()).contains("before", "after").endsWith("data: [DONE]\n\n");
        }
    }

    private static BufferedSource body(Response stream) {
        return Objects.requireNonNull(stream.body()).source();
    }

    @Override
    public void close() {
        over.countDown();
        streams.forEach(Response::close);
    }
}
