package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.chat.v1.Sampling;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.ReasoningEffort;
import dev.parley.server.dialect.codec.SiblingFields;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/**
 * Writes a chat completions request for a host. Nothing is sent that the request does not set, but for usage in
 * streams.
 */
final class OpenAiRequestWriter {
    private final String lengthField;

    /**
     * @param lengthField how the longest answer is named unless the caller chose the other way: {@code max_tokens},
     *     which nearly every host takes, or {@code max_completion_tokens}
     */
    OpenAiRequestWriter(String lengthField) {
        this.lengthField = lengthField;
    }

    /**
     * The body; what it cannot say goes to {@code drops}.
     *
     * @throws ChatException INVALID_REQUEST if JSON text of the contract is no JSON
     */
    byte[] write(ChatRequest asked, String model, boolean stream, Drops drops) {
        try {
            ChatRequest chat = SiblingFields.adopted(asked, OpenAiDialect.NAME);
            Losses.report(chat, model, drops);
            return JsonWriter.document(out -> write(chat, model, stream, out));
        } catch (JsonException e) {
            throw ChatException.invalid(e.path().isEmpty() ? "extensions" : e.path(), e.getMessage());
        }
    }

    private void write(ChatRequest chat, String model, boolean stream, JsonWriter out) {
        MergedObject request = MergedObject.begin(out, OpenAiDialect.NAME, chat.getExtensionsList());
        request.name("model").value(model);
        MessageWriter messages = new MessageWriter(out);
        request.name("messages").beginArray();
        CallingTurns.joined(chat.getMessagesList()).forEach(messages::write);
        out.endArray();
        new ToolWriter(out).write(chat, request);
        sampling(chat, request);
        format(chat.getOutputFormat(), request, out);
        request.text("reasoning_effort", ReasoningEffort.of(chat.getReasoning(), model));
        request.text(
                Form.SAFETY_IDENTIFIER.in(chat.getExtensionsList()) ? "safety_identifier" : "user", chat.getEndUser());
        if (chat.getMetadataCount() > 0) {
            request.name("metadata").beginObject();
            chat.getMetadataMap().forEach(out::field);
            out.endObject();
        }
        stream(stream, request);
        request.end();
    }

    private void sampling(ChatRequest chat, MergedObject request) {
        Sampling sampling = chat.getSampling();
        for (SamplingField field : SamplingField.ALL) {
            field.write(sampling, request);
        }
        if (sampling.hasMaxOutputTokens()) {
            boolean completion = Form.MAX_COMPLETION_TOKENS.in(chat.getExtensionsList());
            request.name(completion ? "max_completion_tokens" : lengthField).value(sampling.getMaxOutputTokens());
        }
        if (sampling.hasLogprobs()) {
            request.name("logprobs").value(true);
            if (sampling.getLogprobs() > 0) {
                request.name("top_logprobs").value(sampling.getLogprobs());
            }
        }
        stop(sampling.getStopSequencesList(), Form.STOP_STRING.in(chat.getExtensionsList()), request);
    }

    private static void stop(List<String> texts, boolean single, MergedObject request) {
        if (texts.size() == 1 && single) {
            request.name("stop").value(texts.getFirst());
        } else if (!texts.isEmpty()) {
            strings(texts.subList(0, Math.min(texts.size(), Losses.STOP_LIMIT)), request.name("stop"));
        }
    }

    private static void strings(List<String> texts, JsonWriter out) {
        out.beginArray();
        texts.forEach(out::value);
        out.endArray();
    }

    private static void format(OutputFormat format, MergedObject request, JsonWriter out) {
        if (format.getKind() != Kind.KIND_UNSPECIFIED) {
            MergedObject object = request.inner("response_format");
            object.name("type").value(FormatReader.word(format.getKind()));
            if (format.getKind() == Kind.KIND_JSON_SCHEMA) {
                schema(format, object.inner("json_schema"), out);
            }
            object.end();
        }
        request.text("verbosity", format.getVerbosity());
        if (format.getModalitiesCount() > 0) {
            strings(format.getModalitiesList(), request.name("modalities"));
        }
    }

    /** Hosts demand a name, so a schema without one gets one. */
    private static void schema(OutputFormat format, MergedObject schema, JsonWriter out) {
        schema.name("name").value(format.getSchemaName().isEmpty() ? "response" : format.getSchemaName());
        schema.text("description", format.getSchemaDescription());
        if (!format.getSchemaJson().isEmpty()) {
            schema.name("schema");
            Verbatim.write(out, format.getSchemaJson(), "output_format.schema_json");
        }
        if (format.hasStrict()) {
            schema.name("strict").value(format.getStrict());
        }
        schema.end();
    }

    /**
     * Usage is always asked for: the gateway counts by it (MG-11), and leaves it out of the answer if it is not wanted.
     */
    private static void stream(boolean stream, MergedObject request) {
        request.omit("stream");
        if (!stream) {
            request.omit("stream_options");
            return;
        }
        request.name("stream").value(true);
        MergedObject options = request.inner("stream_options");
        options.name("include_usage").value(true);
        options.end();
    }
}
