package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Started;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed answer. Each candidate begins with a chunk for its role alone (B10), the very first one also with
 * the fields that are not modelled. A finish chunk waits for the next one or the stream's end, because only then is it
 * known whether it is the last one, which may carry the usage.
 */
final class OpenAiStreamWriter implements EventWriter {
    private static final String OBJECT = "chat.completion.chunk";

    private final Map<Integer, StreamedChoice> choices = new HashMap<>();
    private final UsagePlace usagePlace;
    /** A chunk up to its list of choices. */
    private String head = "";

    private @Nullable String heldFinish;

    OpenAiStreamWriter(UsagePlace usagePlace) {
        this.usagePlace = usagePlace;
    }

    @Override
    public void write(ChatEvent event, ByteSink out) {
        switch (event.getEventCase()) {
            case STARTED -> start(event.getCandidate(), event.getStarted(), out);
            case PART_STARTED -> choice(event).start(event.getPartStarted().getPart(), out);
            case PART_DELTA -> choice(event).grow(event.getPartDelta(), out);
            case PART_DONE -> choice(event).end(event.getPartDone(), out);
            case FINISHED -> finish(event.getCandidate(), event.getFinished(), out);
            case COMPLETED -> complete(event.getCompleted(), out);
            case HEARTBEAT -> writeHeartbeat(out);
            case OPAQUE -> tell(event, out);
            case USAGE, QUEUED, EVENT_NOT_SET -> {}
        }
    }

    @Override
    public void writeError(ChatError error, ByteSink out) {
        Chunks.error(error, out);
    }

    @Override
    public void writeHeartbeat(ByteSink out) {
        out.write(Chunks.HEARTBEAT);
    }

    private void start(int candidate, Started started, ByteSink out) {
        boolean first = choices.isEmpty();
        if (first) {
            head = Chunks.head(started.getId(), OBJECT, started, List.of());
        }
        String choice = "{\"index\":" + candidate + ",\"delta\":{";
        out.text(first ? Chunks.head(started.getId(), OBJECT, started, started.getExtensionsList()) : head)
                .text(choice)
                .text("\"role\":\"assistant\"},\"finish_reason\":null}")
                .text(tail());
        choices.put(candidate, new StreamedChoice(head + choice, tail()));
    }

    private StreamedChoice choice(ChatEvent event) {
        StreamedChoice choice = choices.get(event.getCandidate());
        if (choice == null) {
            throw new IllegalStateException(event.getEventCase() + " before Started");
        }
        return choice;
    }

    /** Such an event may come before its candidate; then it is none of this dialect's. */
    private void tell(ChatEvent event, ByteSink out) {
        StreamedChoice choice = choices.get(event.getCandidate());
        if (choice != null) {
            choice.tell(event.getOpaque(), out);
        }
    }

    private void finish(int candidate, Finish finish, ByteSink out) {
        flushFinish("", out);
        heldFinish = JsonWriter.line(writer -> {
            MergedObject choice = MergedObject.begin(writer, OpenAiDialect.NAME, finish.getExtensionsList());
            choice.name("index").value(candidate);
            choice.name("delta").beginObject().endObject();
            choice.name("finish_reason").value(OpenAiFinish.write(finish.getReason()));
            choice.text("native_finish_reason", OpenAiFinish.detail(finish));
            choice.end();
        });
    }

    private void complete(Completed completed, ByteSink out) {
        String usage = ",\"usage\":" + JsonWriter.line(writer -> OpenAiUsage.write(completed.getUsage(), writer));
        flushFinish(usagePlace == UsagePlace.FINISH_CHUNK ? usage : "", out);
        if (usagePlace == UsagePlace.OWN_CHUNK) {
            out.text(head).text("]").text(usage).text("}\n\n");
        }
        out.write(Chunks.DONE);
    }

    private void flushFinish(String usage, ByteSink out) {
        if (heldFinish != null) {
            out.text(head).text(heldFinish).text(usage.isEmpty() ? tail() : "]" + usage + "}\n\n");
            heldFinish = null;
        }
    }

    private String tail() {
        return Chunks.tail(usagePlace);
    }
}
