package dev.parley.server.provider.http;

import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Usage;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Input;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.SouthEmbeddings;
import dev.parley.server.provider.EmbeddingStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks a host for the vectors of all inputs, as many at a time as it takes, one batch after the other. */
final class EmbeddingBatches implements EmbeddingStream.Work {
    private final EmbedRequest request;
    private final String model;
    private final SouthEmbeddings dialect;
    private final int most;
    private final Function<byte[], Exchange> exchanges;
    private final Consumer<Drops> strictness;
    private final UnderWay underWay = new UnderWay();

    /**
     * Nothing is asked yet.
     *
     * @param most inputs of a batch
     * @param exchanges prepares one with this body
     * @param strictness refuses what may not be dropped
     */
    EmbeddingBatches(
            EmbedRequest request,
            String model,
            SouthEmbeddings dialect,
            int most,
            Function<byte[], Exchange> exchanges,
            Consumer<Drops> strictness) {
        this.request = request;
        this.model = model;
        this.dialect = dialect;
        this.most = most;
        this.exchanges = exchanges;
        this.strictness = strictness;
    }

    @Override
    public EmbedResponse make() {
        EmbedResponse.Builder all = EmbedResponse.newBuilder();
        Drops drops = new Drops();
        boolean counted = true;
        long tokens = 0;
        for (int from = 0; from < request.getInputsCount(); from += most) {
            EmbedResponse some = batch(from, drops);
            all.addAllEmbeddings(some.getEmbeddingsList());
            counted &= some.getUsage().hasInputTokens();
            tokens += some.getUsage().getInputTokens();
        }
        if (counted) {
            all.setUsage(Usage.newBuilder().setInputTokens(tokens));
        }
        return all.setServed(Served.newBuilder().addAllDropped(drops.paths())).build();
    }

    @Override
    public void close() {
        underWay.close();
    }

    private EmbedResponse batch(int from, Drops drops) {
        List<Input> inputs = request.getInputsList().subList(from, Math.min(from + most, request.getInputsCount()));
        EmbedRequest batch =
                request.toBuilder().clearInputs().addAllInputs(inputs).build();
        byte[] body = dialect.writeRequest(batch, model, drops);
        strictness.accept(drops);
        Exchange exchange = exchanges.apply(body);
        underWay.begin(exchange::close);
        EmbedResponse made = exchange.tell(() -> dialect.readResponse(exchange.body(exchange.open())));
        if (made.getEmbeddingsCount() != inputs.size()) {
            throw BadAnswer.malformed(
                    "it has %d vectors for %d inputs.".formatted(made.getEmbeddingsCount(), inputs.size()));
        }
        return made;
    }
}
