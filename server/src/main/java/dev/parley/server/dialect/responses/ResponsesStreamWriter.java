package dev.parley.server.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.OneCandidate;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed answer (RS-03). An item is closed when the next one begins or the answer ends, for only then is it
 * known to be whole. Keeps the JSON of the items that are closed, and the text of the open one: the last event repeats
 * them all. There is one answer on this wire, so candidates other than the first are left out.
 */
final class ResponsesStreamWriter implements EventWriter {
    private static final byte[] HEARTBEAT = ": keep-alive\n\n".getBytes(UTF_8);

    private final OneCandidate candidate = new OneCandidate();
    private final EventFrames frames = new EventFrames();
    private final StringBuilder items = new StringBuilder();
    private final View view;
    private final ResponseObject response;
    private ResponseObject.@Nullable Head head;
    private ItemIds ids = new ItemIds("");
    private Outcome outcome = Outcome.COMPLETED;
    private @Nullable GrowingItem open;
    private boolean grows;
    private int index;

    ResponsesStreamWriter(ChatRequest request) {
        view = View.of(request);
        response = new ResponseObject(request, view.tools());
    }

    @Override
    public void write(ChatEvent event, ByteSink out) {
        if (!candidate.concerns(event)) {
            return;
        }
        switch (event.getEventCase()) {
            case STARTED -> start(event.getStarted(), out);
            case PART_STARTED -> start(event.getPartStarted().getPart(), out);
            case PART_DELTA -> {
                if (grows && open != null) {
                    open.grow(event.getPartDelta(), out);
                }
            }
            case PART_DONE -> end(event.getPartDone(), out);
            case FINISHED -> finish(event.getFinished(), out);
            case OPAQUE -> pass(event.getOpaque(), out);
            case COMPLETED ->
                whole(outcome.event(), outcome, event.getCompleted().getUsage(), out);
            case HEARTBEAT -> writeHeartbeat(out);
            case USAGE, QUEUED, EVENT_NOT_SET -> {}
        }
    }

    /** A stream that has not begun has no response that could fail. */
    @Override
    public void writeError(ChatError error, ByteSink out) {
        if (head != null) {
            whole(StreamEvent.FAILED, Outcome.failed(error), null, out);
            return;
        }
        String param = error.getParam().isEmpty() ? "null" : Extras.quoted(error.getParam());
        String fields = "\"code\":\"" + Outcome.code(error) + "\",\"message\":" + Extras.quoted(error.getMessage())
                + ",\"param\":" + param;
        frames.write("error", fields, out);
    }

    @Override
    public void writeHeartbeat(ByteSink out) {
        out.write(HEARTBEAT);
    }

    private void start(Started started, ByteSink out) {
        head = new ResponseObject.Head(
                started.getId(), started.getModel(), started.getCreateTime().getSeconds(), started.getExtensionsList());
        ids = ItemIds.ofAnswer(started.getId());
        whole(StreamEvent.CREATED, Outcome.IN_PROGRESS, null, out);
        whole(StreamEvent.IN_PROGRESS, Outcome.IN_PROGRESS, null, out);
    }

    private void start(Part part, ByteSink out) {
        grows = Item.exists(part);
        if (!grows) {
            return;
        }
        if (open == null || !open.continuedBy(part)) {
            close(Outcome.COMPLETED, out);
            String id = ids.of(part.getId(), Item.type(part, view.tools()), index);
            open = GrowingItem.of(part, new GrowingItem.Place(id, index, view, frames));
        }
        open.start(part, out);
    }

    private void end(PartDone done, ByteSink out) {
        if (grows && open != null) {
            open.end(done.getExtensionsList(), out);
        }
        grows = false;
    }

    private void finish(Finish finish, ByteSink out) {
        outcome = Outcome.of(finish);
        close(outcome, out);
        if (head != null) {
            List<Extension> extensions = new ArrayList<>(head.extensions());
            extensions.addAll(finish.getExtensionsList());
            head = new ResponseObject.Head(head.id(), head.model(), head.created(), extensions);
        }
    }

    private void close(Outcome at, ByteSink out) {
        if (open != null) {
            items.append(items.isEmpty() ? "" : ",").append(open.close(at.ofLast(open.item()), out));
            open = null;
            index++;
        }
    }

    /** An event of a hosted tool, from a host of this dialect. */
    private void pass(Opaque event, ByteSink out) {
        if (event.getDialect().equals(ResponsesDialect.NAME) && head != null) {
            frames.write(event.getType(), EventFrames.others(event.getJson(), index), out);
        }
    }

    private void whole(StreamEvent event, Outcome at, @Nullable Usage usage, ByteSink out) {
        ResponseObject.Head about = head;
        if (about == null) {
            throw new IllegalStateException(event + " before Started");
        }
        byte[] json = JsonWriter.document(to -> response.write(about, at, "[" + items + ']', usage, to));
        frames.write(event, "\"response\":" + new String(json, UTF_8), out);
    }
}
