package dev.parley.server.dialect.openai;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.Input;
import dev.parley.embedding.v1.Tokens;
import dev.parley.server.dialect.IncomingEmbedding;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.RequestBody;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonReader.Type;

/** Reads an embeddings request; one reader a request. */
final class EmbeddingRequestReader {
    private static final Shape<EmbeddingRequestReader> FIELDS = new Shape<EmbeddingRequestReader>()
            .with("model", (in, to) -> to.request.setModel(in.string()))
            .with("input", (in, to) -> to.input(in))
            .with("dimensions", (in, to) -> to.request.setDimensions(in.integer32()))
            .with("user", (in, to) -> to.request.setEndUser(in.string()))
            .with("encoding_format", (in, to) -> to.form = EmbeddingForm.read(in));

    private static final Input NO_TOKENS =
            Input.newBuilder().setTokens(Tokens.getDefaultInstance()).build();

    private final EmbedRequest.Builder request = EmbedRequest.newBuilder();
    private final Extras extras = new Extras();
    private EmbeddingForm form = EmbeddingForm.FLOAT;

    private EmbeddingRequestReader() {}

    /**
     * Reads one request body.
     *
     * @throws ChatException INVALID_REQUEST naming the field at fault as in {@code input[2]}
     */
    static IncomingEmbedding read(byte[] body) {
        EmbeddingRequestReader reader = new EmbeddingRequestReader();
        return RequestBody.read(body, in -> FIELDS.read(in, reader, reader.extras), reader::incoming);
    }

    private IncomingEmbedding incoming() {
        Faults.requireText(request.getModel(), "model");
        if (request.getInputsCount() == 0) {
            throw Faults.missing("input");
        }
        extras.addTo(OpenAiDialect.NAME, request::addExtensions);
        return new IncomingEmbedding(request.build(), new EmbeddingResponseWriter(form)::write);
    }

    /** A text, texts, tokens, or lists of tokens. */
    private void input(JsonReader in) {
        request.clearInputs();
        if (in.type() == Type.STRING) {
            request.addInputs(text(in));
            return;
        }
        in.beginArray();
        if (!in.nextElement()) {
            throw Faults.invalid("input", "an empty list", "at least one input");
        }
        if (in.type() == Type.NUMBER) {
            request.addInputs(tokens(in));
            return;
        }
        list(in);
    }

    /** Stands at the first element. */
    private void list(JsonReader in) {
        boolean texts = in.type() == Type.STRING;
        do {
            if (request.getInputsCount() == IncomingEmbedding.INPUTS_MOST) {
                throw Faults.invalid(
                        "input",
                        "a longer list",
                        "at most " + IncomingEmbedding.INPUTS_MOST + " inputs in one request");
            }
            request.addInputs(texts ? text(in) : tokenList(in));
        } while (in.nextElement());
    }

    private static Input text(JsonReader in) {
        return Input.newBuilder().setText(in.string()).build();
    }

    private static Input tokenList(JsonReader in) {
        if (in.type() != Type.ARRAY) {
            throw in.unexpected("a list of tokens, or texts alone");
        }
        in.beginArray();
        return in.nextElement() ? tokens(in) : NO_TOKENS;
    }

    /** Stands at the first token. */
    private static Input tokens(JsonReader in) {
        Tokens.Builder tokens = Tokens.newBuilder();
        do {
            tokens.addIds(in.integer32());
        } while (in.nextElement());
        return Input.newBuilder().setTokens(tokens).build();
    }
}
