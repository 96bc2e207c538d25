package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.OneCandidate;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;
import java.util.function.LongSupplier;

/**
 * Writes a streamed answer (CL-09); of several candidates the first. How it ended waits for the stream's end, because
 * the usage stands beside it.
 */
final class ClaudeStreamWriter implements EventWriter {
    private static final byte[] ERROR = "event: error\ndata: ".getBytes(UTF_8);
    private static final String CONTEXT = "context_management";

    private final OneCandidate candidate = new OneCandidate();
    private final LongSupplier inputTokens;
    private StreamedBlock block = new StreamedBlock(0);
    private Usage begun = Usage.getDefaultInstance();
    private Finish finish = Finish.getDefaultInstance();
    private boolean refused;

    /** {@code inputTokens} estimates the prompt, for providers that have not counted it when they begin. */
    ClaudeStreamWriter(LongSupplier inputTokens) {
        this.inputTokens = inputTokens;
    }

    @Override
    public void write(ChatEvent event, ByteSink out) {
        if (!candidate.concerns(event)) {
            return;
        }
        switch (event.getEventCase()) {
            case STARTED -> start(event.getStarted(), out);
            case PART_STARTED -> {
                refused = refused || event.getPartStarted().getPart().hasRefusal();
                block.start(event.getPartStarted().getPart(), out);
            }
            case PART_DELTA -> block.grow(event.getPartDelta(), out);
            case PART_DONE -> block = block.end(out);
            case FINISHED -> finish = event.getFinished();
            case COMPLETED -> complete(event.getCompleted().getUsage(), out);
            case HEARTBEAT -> writeHeartbeat(out);
            case USAGE, OPAQUE, QUEUED, EVENT_NOT_SET -> {}
        }
    }

    @Override
    public void writeError(ChatError error, ByteSink out) {
        out.write(ERROR);
        out.write(ClaudeErrorWriter.write(error, ""));
        out.text("\n\n");
    }

    @Override
    public void writeHeartbeat(ByteSink out) {
        ClaudeEvent.PING.write(out);
    }

    private void start(Started started, ByteSink out) {
        begun = started.hasUsage()
                ? started.getUsage()
                : Usage.newBuilder().setInputTokens(inputTokens.getAsLong()).build();
        ClaudeEvent.MESSAGE_START.write(out, writer -> {
            writer.name("message");
            message(started, writer);
        });
        writeHeartbeat(out);
    }

    private void message(Started started, JsonWriter out) {
        MergedObject message = MergedObject.begin(out, ClaudeDialect.NAME, started.getExtensionsList());
        message.name("id").value(ClaudeMessageId.of(started.getId()));
        message.name("type").value("message");
        message.name("role").value("assistant");
        message.name("model").value(started.getModel());
        message.name("content").beginArray().endArray();
        message.name("stop_reason").nullValue();
        message.name("stop_sequence").nullValue();
        message.name("usage");
        ClaudeUsage.write(begun, out);
        message.end();
    }

    private void complete(Usage usage, ByteSink out) {
        ClaudeEvent.MESSAGE_DELTA.write(out, writer -> {
            writer.name("delta");
            MergedObject delta = MergedObject.begin(writer, ClaudeDialect.NAME, finish.getExtensionsList());
            delta.omit(CONTEXT);
            ClaudeFinish.write(finish, refused, delta);
            delta.end();
            writer.name("usage");
            ClaudeUsage.writeAgain(begun, usage, writer);
            String context = RawFields.of(finish.getExtensionsList()).json(CONTEXT);
            if (!context.isEmpty()) {
                writer.name(CONTEXT).raw(context);
            }
        });
        ClaudeEvent.MESSAGE_STOP.write(out);
    }
}
