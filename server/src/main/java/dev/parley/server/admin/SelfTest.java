package dev.parley.server.admin;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.parley.admin.v1.TestServiceRequest;
import dev.parley.admin.v1.TestServiceResponse;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatHandler;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.chat.RequestIds;
import dev.parley.server.config.Secret;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.ErrorStatus;
import dev.parley.server.error.Scrub;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** One chat through the whole gateway, in process (AD-15). Thread-safe. */
public final class SelfTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String DEFAULT_MODEL = "deepseek-chat";
    private static final String GREETING = "你好";

    private final ChatHandler pipeline;
    private final NorthDialect openAi;
    private final Authenticator callers;
    private final Supplier<Optional<Secret>> firstKey;
    private final InstantSource clock;
    private final Duration limit;

    /**
     * A test of what one listener serves.
     *
     * @param pipeline where its calls go
     * @param openAi its dialect for OpenAI's routes
     * @param callers tells who calls on it
     * @param firstKey the caller key to use where the request has none
     */
    public SelfTest(
            ChatHandler pipeline,
            NorthDialect openAi,
            Authenticator callers,
            Supplier<Optional<Secret>> firstKey,
            InstantSource clock) {
        this(pipeline, openAi, callers, firstKey, clock, LIMIT);
    }

    SelfTest(
            ChatHandler pipeline,
            NorthDialect openAi,
            Authenticator callers,
            Supplier<Optional<Secret>> firstKey,
            InstantSource clock,
            Duration limit) {
        this.pipeline = pipeline;
        this.openAi = openAi;
        this.callers = callers;
        this.firstKey = firstKey;
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * Runs it. Blocks at most a minute.
     *
     * @throws ChatException INVALID_REQUEST if there is no key to use; never for what becomes of the chat
     */
    public TestServiceResponse run(TestServiceRequest request) {
        Secret key = key(request);
        try {
            return TestServiceResponse.newBuilder()
                    .setSuccess(true)
                    .setStatusCode(200)
                    .setResponse(TimeBox.within(limit, () -> answer(body(request), key)))
                    .build();
        } catch (ChatException e) {
            return TestServiceResponse.newBuilder()
                    .setStatusCode(ErrorStatus.of(e.code()).http())
                    .setError(Scrub.message(e.without(key.reveal()).error().getMessage()))
                    .build();
        }
    }

    private Secret key(TestServiceRequest request) {
        if (!request.getApiKey().isBlank()) {
            return Secret.of(request.getApiKey().strip());
        }
        return firstKey.get()
                .orElseThrow(() -> ChatException.invalid(
                        "api_key",
                        "There is no caller key (expected: 'api_key', or a key added with POST /admin/keys)."));
    }

    private static byte[] body(TestServiceRequest request) {
        String model = request.getModel().isBlank() ? DEFAULT_MODEL : request.getModel();
        String message = request.getMessage().isBlank() ? GREETING : request.getMessage();
        return JsonWriter.document(out -> out.beginObject()
                .field("model", model)
                .name("messages")
                .beginArray()
                .beginObject()
                .field("role", "user")
                .field("content", message)
                .endObject()
                .endArray()
                .endObject());
    }

    /** What a caller's request goes through, but for the socket. */
    private Struct answer(byte[] body, Secret key) throws InvalidProtocolBufferException {
        Caller caller = callers.authenticate("Bearer " + key.reveal(), null);
        Incoming incoming = openAi.readRequest(body);
        // The test's own limit comes first.
        Instant deadline = clock.instant().plus(limit.multipliedBy(2));
        ChatCall call =
                new ChatCall(RequestIds.accept(null), caller, openAi.name(), incoming.request(), true, deadline);
        ChatAccumulator answer = new ChatAccumulator();
        try (ChatStream stream = pipeline.open(call)) {
            for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
                answer.add(event);
            }
        }
        Struct.Builder told = Struct.newBuilder();
        String json = new String(incoming.writeResponse(answer.response()), StandardCharsets.UTF_8);
        JsonFormat.parser().merge(json, told);
        return told.build();
    }
}
