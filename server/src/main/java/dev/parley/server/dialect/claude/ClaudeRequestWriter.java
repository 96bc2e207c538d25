package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.chat.v1.Reasoning;
import dev.parley.chat.v1.Sampling;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** Writes a Messages request for a host. */
final class ClaudeRequestWriter {
    private final ChatRequest chat;
    private final JsonWriter out;

    private ClaudeRequestWriter(ChatRequest chat, JsonWriter out) {
        this.chat = chat;
        this.out = out;
    }

    /**
     * The body; what it cannot say goes to {@code drops}.
     *
     * @throws ChatException INVALID_REQUEST if JSON text of the contract is no JSON, or more than one answer is wanted
     */
    static byte[] write(ChatRequest chat, String model, boolean stream, Drops drops) {
        try {
            ChatRequest fit = RequestFit.fit(chat, model, drops);
            ClaudeLosses.report(chat, drops);
            return JsonWriter.document(out -> new ClaudeRequestWriter(fit, out).write(model, stream));
        } catch (JsonException e) {
            throw ChatException.invalid(e.path().isEmpty() ? "extensions" : e.path(), e.getMessage());
        }
    }

    private void write(String model, boolean stream) {
        List<Extension> extensions = chat.getExtensionsList();
        MergedObject request = MergedObject.begin(out, ClaudeDialect.NAME, extensions);
        request.name("model").value(model);
        sampling(request);
        conversation(request);
        new ToolWriter(out).write(chat, request);
        thinking(request);
        output(request);
        if (!chat.getEndUser().isEmpty()) {
            MergedObject metadata = request.inner("metadata");
            metadata.name("user_id").value(chat.getEndUser());
            metadata.end();
        }
        request.omit("stream");
        if (stream) {
            request.name("stream").value(true);
        }
        request.end();
    }

    private void sampling(MergedObject request) {
        Sampling sampling = chat.getSampling();
        request.name("max_tokens").value(sampling.getMaxOutputTokens());
        if (sampling.hasTemperature()) {
            request.name("temperature").value(sampling.getTemperature());
        }
        if (sampling.hasTopP()) {
            request.name("top_p").value(sampling.getTopP());
        }
        if (sampling.hasTopK()) {
            request.name("top_k").value(sampling.getTopK());
        }
        if (sampling.getStopSequencesCount() > 0 || ClaudeForm.NO_STOP.in(chat.getExtensionsList())) {
            request.name("stop_sequences").beginArray();
            sampling.getStopSequencesList().forEach(out::value);
            out.endArray();
        }
    }

    private void conversation(MergedObject request) {
        Conversation conversation = Conversation.of(chat);
        BlockWriter blocks = new BlockWriter(out);
        if (!conversation.system().isEmpty()) {
            request.name("system");
            blocks.content(conversation.system(), conversation.systemList());
        }
        request.name("messages").beginArray();
        for (Turn turn : conversation.turns()) {
            MergedObject message = MergedObject.begin(out, ClaudeDialect.NAME, turn.extensions);
            message.name("role").value(turn.role);
            message.name("content");
            blocks.content(turn.inOrder(), ClaudeForm.LIST.in(turn.extensions));
            message.end();
        }
        out.endArray();
    }

    private void thinking(MergedObject request) {
        Reasoning reasoning = chat.getReasoning();
        boolean adaptive = ClaudeForm.ADAPTIVE.in(chat.getExtensionsList());
        if (!adaptive && !reasoning.hasBudgetTokens()) {
            if (ThinkingFit.ownType(chat.getExtensionsList()).isEmpty()) {
                request.omit(ThinkingReader.NAME);
            }
            return;
        }
        MergedObject thinking = request.inner(ThinkingReader.NAME);
        if (adaptive) {
            thinking.name("type").value("adaptive");
        } else if (reasoning.getBudgetTokens() == 0) {
            thinking.name("type").value(ThinkingReader.DISABLED);
        } else {
            thinking.name("type").value(ThinkingReader.ENABLED);
            thinking.name("budget_tokens").value(reasoning.getBudgetTokens());
        }
        thinking.end();
    }

    private void output(MergedObject request) {
        boolean schema = chat.getOutputFormat().getKind() == Kind.KIND_JSON_SCHEMA;
        boolean older = ClaudeForm.OUTPUT_FORMAT.in(chat.getExtensionsList());
        String effort = chat.getReasoning().getEffort();
        if (schema && older) {
            format(request.inner(OutputReader.FORMAT));
        }
        if (!effort.isEmpty() || schema && !older) {
            MergedObject config = request.inner(OutputReader.CONFIG);
            boolean max = ClaudeForm.EFFORT_MAX.in(chat.getExtensionsList());
            config.text("effort", max ? OutputReader.EFFORT_MAX : effort);
            if (schema && !older) {
                format(config.inner("format"));
            }
            config.end();
        }
    }

    private void format(MergedObject format) {
        format.name("type").value(OutputReader.SCHEMA);
        format.name("schema");
        Verbatim.write(out, chat.getOutputFormat().getSchemaJson(), "output_format.schema_json");
        format.end();
    }
}
