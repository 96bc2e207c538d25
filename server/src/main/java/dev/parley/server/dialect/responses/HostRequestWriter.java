package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Reasoning;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.ToolChoice.Mode;
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
 * Writes a request for a host. The host keeps nothing: the conversation is sent whole, {@code store} is false, and what
 * the model thought is asked for in the form that can be sent back.
 */
final class HostRequestWriter {
    private final ChatRequest chat;
    private final String model;
    private final JsonWriter out;

    private HostRequestWriter(ChatRequest chat, String model, JsonWriter out) {
        this.chat = chat;
        this.model = model;
        this.out = out;
    }

    /**
     * The body; what it cannot say goes to {@code drops}.
     *
     * @throws ChatException INVALID_REQUEST if JSON text of the contract is no JSON, or more than one answer is wanted
     */
    static byte[] write(ChatRequest asked, String model, boolean stream, Drops drops) {
        try {
            ChatRequest chat = SiblingFields.adopted(asked, ResponsesDialect.NAME);
            HostLosses.report(chat, model, drops);
            List<ChatMessage> conversation = HostConversation.fit(chat.getMessagesList(), drops);
            return JsonWriter.document(out -> new HostRequestWriter(chat, model, out).write(conversation, stream));
        } catch (JsonException e) {
            throw ChatException.invalid(e.path().isEmpty() ? "extensions" : e.path(), e.getMessage());
        }
    }

    private void write(List<ChatMessage> conversation, boolean stream) {
        MergedObject request = MergedObject.begin(out, ResponsesDialect.NAME, chat.getExtensionsList());
        request.name("model").value(model);
        request.text("instructions", chat.getContinuation().getInstructions());
        request.name("input");
        input(conversation);
        tools(request);
        sampling(request);
        reasoning(request);
        text(request);
        caller(request);
        state(request, stream);
        request.end();
    }

    private void input(List<ChatMessage> conversation) {
        if (Form.INPUT_STRING.in(chat.getExtensionsList()) && isText(conversation)) {
            out.value(conversation.getFirst().getParts(0).getText().getText());
            return;
        }
        HostInputWriter input = new HostInputWriter(out, new ToolNames(chat.getToolsList()));
        out.beginArray();
        conversation.forEach(input::write);
        out.endArray();
    }

    private static boolean isText(List<ChatMessage> conversation) {
        if (conversation.size() != 1 || conversation.getFirst().getRole() != Role.ROLE_USER) {
            return false;
        }
        List<Part> parts = conversation.getFirst().getPartsList();
        return parts.size() == 1 && parts.getFirst().hasText();
    }

    private void tools(MergedObject request) {
        ToolWriter tools = new ToolWriter(out, new ToolNames(chat.getToolsList()), false);
        if (chat.getToolsList().stream().anyMatch(HostLosses::sendable)) {
            request.name("tools");
            tools.tools(chat.getToolsList());
        }
        if (chat.getToolChoice().getMode() != Mode.MODE_UNSPECIFIED && HostLosses.choosable(chat)) {
            tools.choice(chat, request);
        }
        if (chat.getToolChoice().hasParallel() && HostLosses.choosable(chat)) {
            request.name("parallel_tool_calls").value(chat.getToolChoice().getParallel());
        }
    }

    private void sampling(MergedObject request) {
        Sampling sampling = chat.getSampling();
        if (sampling.hasTemperature()) {
            request.name("temperature").value(sampling.getTemperature());
        }
        if (sampling.hasTopP()) {
            request.name("top_p").value(sampling.getTopP());
        }
        if (sampling.hasMaxOutputTokens()) {
            request.name("max_output_tokens").value(Math.max(sampling.getMaxOutputTokens(), HostLosses.LENGTH_LEAST));
        }
        if (sampling.getLogprobs() > 0) {
            request.name("top_logprobs").value(sampling.getLogprobs());
        }
    }

    private void reasoning(MergedObject request) {
        Reasoning reasoning = chat.getReasoning();
        String effort = ReasoningEffort.of(reasoning, model);
        String summary =
                reasoning.getSummary().isEmpty() && reasoning.getIncludeThoughts() ? "auto" : reasoning.getSummary();
        if (!effort.isEmpty() || !summary.isEmpty() || request.hasExtra("reasoning")) {
            MergedObject object = request.inner("reasoning");
            object.text("effort", effort);
            object.text("summary", summary);
            object.end();
        }
    }

    private void text(MergedObject request) {
        OutputFormat output = chat.getOutputFormat();
        boolean formatted = output.getKind() != Kind.KIND_UNSPECIFIED;
        if (!formatted && output.getVerbosity().isEmpty()) {
            return;
        }
        MergedObject text = request.inner("text");
        if (formatted) {
            MergedObject format = text.inner("format");
            format.name("type").value(TextReader.word(output.getKind()));
            if (output.getKind() == Kind.KIND_JSON_SCHEMA) {
                schema(output, format);
            }
            format.end();
        }
        text.text("verbosity", output.getVerbosity());
        text.end();
    }

    /** Hosts demand a name, so a schema without one gets one. */
    private void schema(OutputFormat output, MergedObject format) {
        format.name("name").value(output.getSchemaName().isEmpty() ? "response" : output.getSchemaName());
        format.text("description", output.getSchemaDescription());
        format.name("schema");
        Verbatim.write(out, output.getSchemaJson(), "output_format.schema_json");
        if (output.hasStrict()) {
            format.name("strict").value(output.getStrict());
        }
    }

    private void caller(MergedObject request) {
        boolean safety = Form.SAFETY_IDENTIFIER.in(chat.getExtensionsList());
        request.text(safety ? "safety_identifier" : "user", chat.getEndUser());
        if (chat.getMetadataCount() > 0) {
            request.name("metadata").beginObject();
            chat.getMetadataMap().forEach(out::field);
            out.endObject();
        }
    }

    /** The gateway keeps conversations itself, and asks in the foreground; what says otherwise is not sent on. */
    private void state(MergedObject request, boolean stream) {
        request.omit("previous_response_id");
        request.omit("background");
        request.text("conversation", chat.getContinuation().getConversationId());
        HostInclude.write(chat, model, request);
        request.name("store").value(false);
        request.omit("stream");
        if (stream) {
            request.name("stream").value(true);
        } else {
            request.omit("stream_options");
        }
    }
}
