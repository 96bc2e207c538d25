package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes response objects: what an answer is so far, and the settings of its request (RS-02). What the request left
 * open is null, for only its provider knows the default.
 */
final class ResponseObject {
    /** Fields of a request that the contract does not model and an answer repeats. */
    private static final List<String> REPEATED = List.of(
            "max_tool_calls",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier",
            "service_tier",
            "truncation");

    private final ChatRequest request;
    private final ToolNames tools;

    ResponseObject(ChatRequest request, ToolNames tools) {
        this.request = request;
        this.tools = tools;
    }

    /**
     * What an answer says of itself.
     *
     * @param created in seconds since 1970
     * @param extensions of this dialect
     */
    record Head(String id, String model, long created, List<Extension> extensions) {}

    /** Writes one object; {@code items} is a list as JSON, null for {@code usage} means that it is not known. */
    void write(Head head, Outcome outcome, String items, @Nullable Usage usage, JsonWriter out) {
        MergedObject response = MergedObject.begin(out, ResponsesDialect.NAME, head.extensions());
        response.name("id").value(head.id());
        response.name("object").value("response");
        response.name("created_at").value(head.created());
        response.name("status").value(outcome.status());
        response.name("background").value(false);
        outcome.writeError(response.name("error"));
        outcome.writeReason(response.name("incomplete_details"));
        continuation(response, Form.NOT_KEPT.in(head.extensions()));
        response.name("model").value(head.model());
        response.name("output").raw(items);
        sampling(request.getSampling(), response);
        reasoning(response);
        text(request.getOutputFormat(), response, out);
        tools(response, out);
        repeated(response);
        metadata(response.name("metadata"));
        if (usage != null) {
            response.name("usage");
            ResponsesUsage.write(usage, out);
        }
        response.end();
    }

    private void continuation(MergedObject response, boolean notKept) {
        Continuation continuation = request.getContinuation();
        nullable("instructions", continuation.getInstructions(), response);
        nullable("previous_response_id", continuation.getPreviousResponseId(), response);
        if (!continuation.getConversationId().isEmpty()) {
            response.name("conversation")
                    .beginObject()
                    .field("id", continuation.getConversationId())
                    .endObject();
        }
        response.name("store").value(continuation.hasStore() ? continuation.getStore() : !notKept);
    }

    private static void sampling(Sampling sampling, MergedObject response) {
        JsonWriter length = response.name("max_output_tokens");
        if (sampling.hasMaxOutputTokens()) {
            length.value((long) sampling.getMaxOutputTokens());
        } else {
            length.nullValue();
        }
        number("temperature", sampling.hasTemperature(), sampling.getTemperature(), response);
        number("top_p", sampling.hasTopP(), sampling.getTopP(), response);
        response.name("top_logprobs").value((long) sampling.getLogprobs());
    }

    private static void number(String name, boolean set, double value, MergedObject response) {
        if (set) {
            response.name(name).value(value);
        } else {
            response.name(name).nullValue();
        }
    }

    private void reasoning(MergedObject response) {
        MergedObject object = response.inner("reasoning");
        nullable("effort", request.getReasoning().getEffort(), object);
        nullable("summary", request.getReasoning().getSummary(), object);
        object.end();
    }

    private static void text(OutputFormat format, MergedObject response, JsonWriter out) {
        MergedObject text = response.inner("text");
        MergedObject object = text.inner("format");
        object.name("type").value(TextReader.word(format.getKind()));
        if (format.getKind() == OutputFormat.Kind.KIND_JSON_SCHEMA) {
            object.name("name").value(format.getSchemaName());
            object.text("description", format.getSchemaDescription());
            object.name("schema");
            Verbatim.write(out, format.getSchemaJson(), "output_format.schema_json");
            if (format.hasStrict()) {
                object.name("strict").value(format.getStrict());
            }
        }
        object.end();
        text.text("verbosity", format.getVerbosity());
        text.end();
    }

    private void tools(MergedObject response, JsonWriter out) {
        ToolWriter writer = new ToolWriter(out, tools, true);
        writer.choice(request, response);
        response.name("tools");
        writer.tools(request.getToolsList());
        response.name("parallel_tool_calls")
                .value(!request.getToolChoice().hasParallel()
                        || request.getToolChoice().getParallel());
    }

    /** What the host says of these itself goes before. */
    private void repeated(MergedObject response) {
        boolean truncation = false;
        for (Extension extension : request.getExtensionsList()) {
            if (extension.getDialect().equals(ResponsesDialect.NAME)) {
                JsonReader in = JsonReader.of(extension.getJson());
                for (String name = in.beginObject(); name != null; name = in.nextField()) {
                    truncation |= name.equals("truncation");
                    if (REPEATED.contains(name) && !response.hasExtra(name)) {
                        response.name(name).raw(in.raw());
                    } else {
                        in.skip();
                    }
                }
            }
        }
        if (!truncation) {
            response.name("truncation").value("disabled");
        }
        String user = Form.SAFETY_IDENTIFIER.in(request.getExtensionsList()) ? "safety_identifier" : "user";
        response.text(user, request.getEndUser());
    }

    private void metadata(JsonWriter out) {
        out.beginObject();
        request.getMetadataMap().forEach(out::field);
        out.endObject();
    }

    private static void nullable(String name, String text, MergedObject object) {
        if (text.isEmpty()) {
            object.name(name).nullValue();
        } else {
            object.name(name).value(text);
        }
    }
}
