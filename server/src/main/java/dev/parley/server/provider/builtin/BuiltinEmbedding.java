package dev.parley.server.provider.builtin;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Usage;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Embedding;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.TextInputs;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.EmbeddingStream;
import dev.parley.server.provider.StrictMode;
import dev.parley.server.provider.http.UnderWay;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Vectors of a model in this process, one input after the other; closing it ends it before the next one. */
final class BuiltinEmbedding implements EmbeddingStream.Work {
    private final String provider;
    private final EmbeddingModel model;
    private final EmbedRequest request;
    private final ExecutorService worker;
    private final UnderWay underWay = new UnderWay();

    /** {@code worker} computes, one text at a time for all calls. */
    BuiltinEmbedding(String provider, EmbeddingModel model, EmbedRequest request, ExecutorService worker) {
        this.provider = provider;
        this.model = model;
        this.request = request;
        this.worker = worker;
    }

    @Override
    public EmbedResponse make() {
        Drops drops = drops();
        checkDimensions();
        EmbedResponse.Builder made = EmbedResponse.newBuilder()
                .setUsage(Usage.newBuilder().setInputTokens(tokens()))
                .setServed(Served.newBuilder().addAllDropped(drops.paths()));
        for (int i = 0; i < request.getInputsCount(); i++) {
            made.addEmbeddings(vector(TextInputs.text(request, i)));
        }
        return made.build();
    }

    @Override
    public void close() {
        underWay.close();
    }

    private Drops drops() {
        Drops drops = new Drops();
        drops.foreign(request.getExtensionsList(), "", "");
        if (!request.getPurpose().isEmpty()) {
            drops.add("purpose");
        }
        if (request.getStrict()) {
            StrictMode.check(provider, drops);
        }
        return drops;
    }

    private void checkDimensions() {
        if (request.hasDimensions() && request.getDimensions() != model.dimensions()) {
            throw ChatException.invalid(
                    "dimensions",
                    "'dimensions' is %d (expected: %d, or unset: '%s' makes no other vectors)."
                            .formatted(request.getDimensions(), model.dimensions(), model.name()));
        }
    }

    /** Of all inputs, before any of them costs more than counting. */
    private long tokens() {
        long all = 0;
        for (int i = 0; i < request.getInputsCount(); i++) {
            int tokens = model.tokens(TextInputs.text(request, i));
            if (tokens > model.inputTokens()) {
                throw tooLong(i);
            }
            all += tokens;
        }
        return all;
    }

    private Embedding vector(String text) {
        Future<float[]> turn = worker.submit(() -> model.embed(text));
        underWay.begin(() -> turn.cancel(false));
        try {
            Embedding.Builder vector = Embedding.newBuilder();
            for (float value : turn.get()) {
                vector.addValues(value);
            }
            return vector.build();
        } catch (InterruptedException | CancellationException e) {
            throw ChatException.cancelled();
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
    }

    private ChatException tooLong(int index) {
        String path = "inputs[" + index + ']';
        return ChatException.of(
                        ErrorCode.ERROR_CODE_CONTEXT_TOO_LONG,
                        Blame.REQUEST,
                        "context_length_exceeded",
                        "'%s' has more than the %d tokens that '%s' takes (expected: a shorter text, or its pieces)."
                                .formatted(path, model.inputTokens(), model.name()))
                .param(path)
                .build();
    }

    private ChatException failed(@Nullable Throwable cause) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNAVAILABLE,
                        Blame.TARGET,
                        "embedding_model_failed",
                        "The built-in model '%s' does not run here; see the server's log.".formatted(model.name()))
                .cause(cause)
                .build();
    }
}
