package dev.parley.server.embedding;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Usage;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Input;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.chat.Task;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Embedder;
import dev.parley.server.provider.Incapable;
import dev.parley.server.provider.Provider;
import dev.parley.server.telemetry.Operation;
import dev.parley.server.usage.TokenEstimator;

/**
 * One call for embeddings: what the pipeline is told of it, and the vectors that come of it. Used by one thread.
 *
 * <pre>{@code
 * EmbeddingTask task = new EmbeddingTask(request, "inputs");
 * try (ChatStream stream = pipeline.open(call(task.request()).withTask(task))) {
 *     return task.answer(stream);
 * }
 * }</pre>
 */
public final class EmbeddingTask implements Task {
    private final EmbedRequest request;
    private final String inputs;
    private EmbedResponse made = EmbedResponse.getDefaultInstance();

    /** {@code inputs} is what the caller's wire calls the inputs, for failures. */
    public EmbeddingTask(EmbedRequest request, String inputs) {
        this.request = request;
        this.inputs = inputs;
    }

    /**
     * The call as a conversation, of which the pipeline sees the model and what the prompt is: one message an input.
     */
    public ChatRequest request() {
        ChatRequest.Builder chat =
                ChatRequest.newBuilder().setModel(request.getModel()).setStrict(request.getStrict());
        request.getInputsList().forEach(input -> chat.addMessages(message(input)));
        return chat.setEndUser(request.getEndUser()).build();
    }

    @Override
    public Operation operation() {
        return Operation.EMBEDDINGS;
    }

    @Override
    public void check() {
        RequestCheck.check(request, inputs);
    }

    @Override
    public ChatStream open(Provider provider, Attempt attempt) {
        if (provider instanceof Embedder embedder) {
            return embedder.embed(attempt, request, this::take);
        }
        throw Incapable.of(attempt.target(), "embeddings", "a model of another provider");
    }

    /**
     * The answer, once the stream that this task's call opened has told all. Blocks until then.
     *
     * @throws dev.parley.server.error.ChatException the call failed
     */
    public EmbedResponse answer(ChatStream stream) {
        Completed end = Completed.getDefaultInstance();
        for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
            end = event.hasCompleted() ? event.getCompleted() : end;
        }
        return made.toBuilder()
                .setModel(request.getModel())
                .setUsage(end.getUsage())
                .setServed(end.getServed())
                .build();
    }

    /** Of the attempts that get so far the last one counts. */
    private Usage take(EmbedResponse vectors) {
        VectorCheck.check(vectors, request);
        made = vectors;
        return vectors.getUsage().hasInputTokens() ? vectors.getUsage() : estimate();
    }

    private Usage estimate() {
        long tokens = request.getInputsList().stream()
                .mapToLong(EmbeddingTask::tokens)
                .sum();
        return Usage.newBuilder().setInputTokens(tokens).setEstimated(true).build();
    }

    private static long tokens(Input input) {
        return input.hasTokens() ? input.getTokens().getIdsCount() : TokenEstimator.text(input.getText());
    }

    private static ChatMessage message(Input input) {
        ChatMessage.Builder message = ChatMessage.newBuilder().setRole(Role.ROLE_USER);
        if (input.hasText()) {
            message.addParts(Part.newBuilder().setText(Text.newBuilder().setText(input.getText())));
        }
        return message.build();
    }
}
