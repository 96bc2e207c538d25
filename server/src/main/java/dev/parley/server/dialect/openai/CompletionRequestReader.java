package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.RequestBody;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonReader;

/** Reads a completions request; one reader a request. */
final class CompletionRequestReader {
    /** Who alone could take what a chat has no place for: nobody, so that it is reported as dropped (COM-06). */
    private static final String COMPLETIONS = "completions";

    private static final int PROMPTS_MOST = 128;

    private static final Shape<CompletionRequestReader> FIELDS = fields();

    private final ChatRequest.Builder chat = ChatRequest.newBuilder();
    private final Extras extras = new Extras();
    private final Extras lost = new Extras();
    private final SamplingReader sampling = new SamplingReader();
    private final StreamWish stream = new StreamWish();
    private boolean echo;

    private CompletionRequestReader() {}

    /**
     * Reads one request body.
     *
     * @param choicesMost answers to a prompt, at most
     * @throws ChatException INVALID_REQUEST naming the field at fault
     */
    static CompletionIncoming read(byte[] body, int choicesMost) {
        CompletionRequestReader request = new CompletionRequestReader();
        return RequestBody.read(body, in -> FIELDS.read(in, request, request.extras), () -> request.build(choicesMost));
    }

    private static Shape<CompletionRequestReader> fields() {
        Shape<CompletionRequestReader> fields = new Shape<CompletionRequestReader>()
                .with("model", (in, to) -> to.chat.setModel(in.string()))
                .with("prompt", (in, to) -> to.prompts(in))
                .with("echo", (in, to) -> to.echo = in.bool())
                .with("best_of", (in, to) -> bestOf(in))
                .with("suffix", (in, to) -> to.lost.keep("suffix", in))
                .with("logprobs", (in, to) -> to.lost.keep("logprobs", in))
                .with("stop", (in, to) -> to.sampling.stop(in))
                .with("max_tokens", (in, to) -> to.sampling.maxTokens(in))
                .with("user", (in, to) -> to.chat.setEndUser(in.string()))
                .with("stream", (in, to) -> to.stream.read(in))
                .with("stream_options", (in, to) -> to.stream.options(in, to.extras));
        for (SamplingField field : SamplingField.ALL) {
            fields.with(field.name(), (in, to) -> field.read(in, to.chat.getSamplingBuilder()));
        }
        return fields;
    }

    private void prompts(JsonReader in) {
        chat.clearMessages();
        if (in.type() != JsonReader.Type.ARRAY) {
            prompt(in);
            return;
        }
        in.beginArray();
        while (in.nextElement()) {
            prompt(in);
        }
    }

    private void prompt(JsonReader in) {
        if (in.type() != JsonReader.Type.STRING) {
            throw Faults.invalid(
                    "prompt", "no text", "a text or a list of texts; the numbers of tokens are one model's alone");
        }
        chat.addMessages(ChatMessage.newBuilder()
                .setRole(Role.ROLE_USER)
                .addParts(Part.newBuilder().setText(Text.newBuilder().setText(in.string()))));
    }

    private static void bestOf(JsonReader in) {
        long wanted = in.integer();
        if (wanted != 1) {
            throw Faults.invalid("best_of", Long.toString(wanted), "1, as answers are not ranked here");
        }
    }

    private CompletionIncoming build(int choicesMost) {
        int prompts = chat.getMessagesCount();
        if (prompts == 0) {
            throw Faults.missing("prompt");
        }
        if (prompts > PROMPTS_MOST) {
            throw Faults.invalid("prompt", prompts + " texts", "at most " + PROMPTS_MOST);
        }
        int choices = chat.getSampling().getCandidates();
        if (choices > choicesMost) {
            throw Faults.invalid("n", Integer.toString(choices), "1 to " + choicesMost);
        }
        stream.check();
        sampling.addTo(chat);
        extras.addTo(OpenAiDialect.NAME, chat::addExtensions);
        lost.addTo(COMPLETIONS, chat::addExtensions);
        return new CompletionIncoming(chat.build(), echo, stream.wanted(), Boolean.TRUE.equals(stream.includeUsage()));
    }
}
