package dev.parley.test;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ParleyClient;
import dev.parley.embedding.v1.EmbedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Parley in this process, on a port of its own, that answers with the turns a test scripts. All its wires are served:
 * gRPC, native REST, OpenAI's API and Claude's; whatever model is named, the script answers.
 *
 * <pre>{@code
 * try (var parley = ScriptedParley.start()) {
 *     parley.turn().says("Hello");
 *     assertThat(new Greeter(parley.client()).greet()).isEqualTo("Hello");
 *     parley.verify();
 * }
 * }</pre>
 *
 * <p>Nothing is read from the process's environment, and nothing is left behind on disk. Thread-safe. With JUnit, see
 * {@link ParleyExtension}.
 */
public sealed class ScriptedParley implements AutoCloseable permits ParleyExtension {
    private final Script script = new Script();
    private final Vectors vectors = new Vectors();
    private @Nullable RunningParley running;

    ScriptedParley() {}

    /** Starts one; returns when it serves. */
    public static ScriptedParley start() {
        ScriptedParley parley = new ScriptedParley();
        parley.running();
        return parley;
    }

    /**
     * Adds a turn to the script: say what the model does in it. A call is answered by the first turn of the script, in
     * the order they were added, that has not been played and whose conditions the request meets. A call for which
     * there is none fails with INVALID_REQUEST {@code turn_not_scripted}, and so does {@link #verify}.
     */
    public ScriptedTurn turn() {
        return script.add();
    }

    /**
     * What the model was asked since the script was begun, in order, as the contract has it. A turn that continues a
     * kept one has that one's conversation in it.
     */
    public List<ChatRequest> requests() {
        return script.requests();
    }

    /**
     * The latest of {@link #requests}.
     *
     * @throws AssertionError nothing was asked
     */
    public ChatRequest lastRequest() {
        List<ChatRequest> requests = requests();
        if (requests.isEmpty()) {
            throw new AssertionError("The model was asked nothing (expected: at least one request).");
        }
        return requests.get(requests.size() - 1);
    }

    /**
     * The vector of a text, for embeddings. A text that is given none, or one of another length than is asked for, has
     * one that is made up: the same for the same text, and as long as those given, or 16 numbers long.
     *
     * @throws IllegalArgumentException the vectors given before have another length
     */
    public void embeds(String text, float... vector) {
        vectors.add(text, vector);
    }

    /** What embeddings were asked for since the script was begun, in order. */
    public List<EmbedRequest> embedRequests() {
        return vectors.requests();
    }

    /** A client over gRPC, with the key; the same one each time, closed with this Parley. */
    public ParleyClient client() {
        return running().grpc();
    }

    /** A client over native REST, with the key; the same one each time, closed with this Parley. */
    public ParleyClient restClient() {
        return running().rest();
    }

    /** Host and port, such as {@code 127.0.0.1:43211}: for gRPC. */
    public String address() {
        return running().address();
    }

    /** Where native REST and Claude's API are, such as {@code http://127.0.0.1:43211}. */
    public String baseUrl() {
        return "http://" + address();
    }

    /** Where OpenAI's API is, such as {@code http://127.0.0.1:43211/v1}. */
    public String openAiBaseUrl() {
        return baseUrl() + "/v1";
    }

    /** The caller key; every other one is refused. */
    public String key() {
        return running().key();
    }

    /**
     * Checks that all was as scripted.
     *
     * @throws AssertionError a call came for which no turn was scripted, or a turn was scripted that no call came for
     */
    public void verify() {
        script.verify();
    }

    /** Begins an empty script: forgets turns, vectors and requests, and cancels answers that are under way. */
    public void reset() {
        script.reset();
        vectors.reset();
    }

    /** Ends answers that are under way, and stops. Blocks until it has. Idempotent. */
    @Override
    public void close() {
        script.reset();
        RunningParley stopped = take();
        if (stopped != null) {
            stopped.close();
        }
    }

    private synchronized RunningParley running() {
        if (running == null) {
            running = RunningParley.start(new ScriptedProvider(script, vectors));
        }
        return running;
    }

    private synchronized @Nullable RunningParley take() {
        RunningParley current = running;
        running = null;
        return current;
    }
}
