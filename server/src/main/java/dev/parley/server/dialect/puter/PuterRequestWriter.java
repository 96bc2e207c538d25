package dev.parley.server.dialect.puter;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Sampling;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.openai.OpenAiArguments;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** Writes a driver call: the envelope, and as its arguments what Puter's drivers take (PUT-04, PUT-21). */
final class PuterRequestWriter {
    private PuterRequestWriter() {}

    /**
     * The body; what it cannot say goes to {@code drops}.
     *
     * @throws ChatException INVALID_REQUEST if JSON text of the contract is no JSON, or more than one answer is wanted
     */
    static byte[] write(ChatRequest chat, String model, String driver, boolean stream, Drops drops) {
        PuterLosses.report(chat, drops);
        List<ChatMessage> messages = PuterMessages.of(chat.getMessagesList());
        try {
            return JsonWriter.document(out -> {
                out.beginObject()
                        .field("interface", "puter-chat-completion")
                        .field("driver", driver)
                        .field("test_mode", false)
                        .field("method", "complete")
                        .name("args");
                arguments(chat, messages, model, stream, out);
                out.endObject();
            });
        } catch (JsonException e) {
            throw ChatException.invalid(e.path().isEmpty() ? "extensions" : e.path(), e.getMessage());
        }
    }

    private static void arguments(
            ChatRequest chat, List<ChatMessage> messages, String model, boolean stream, JsonWriter out) {
        MergedObject args = MergedObject.begin(out, PuterDialect.NAME, chat.getExtensionsList());
        OpenAiArguments.messages(messages, args, out);
        args.name("model").value(model);
        args.name("stream").value(stream);
        Sampling sampling = chat.getSampling();
        if (sampling.hasTemperature()) {
            args.name("temperature").value(sampling.getTemperature());
        }
        if (sampling.hasMaxOutputTokens()) {
            args.name("max_tokens").value(sampling.getMaxOutputTokens());
        }
        OpenAiArguments.tools(PuterLosses.withoutParallel(chat), args, out);
        args.text("reasoning_effort", chat.getReasoning().getEffort());
        args.end();
    }
}
