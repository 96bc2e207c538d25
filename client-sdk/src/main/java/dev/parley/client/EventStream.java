package dev.parley.client;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatServiceGrpc.ChatServiceBlockingStub;
import io.grpc.Context;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * The events of one answer, as they come. Read by one thread, once; {@link #close} may come from any thread and ends a
 * read that waits. Close it, or read it to its end.
 */
public final class EventStream implements Iterable<ChatEvent>, AutoCloseable {
    private final Context.CancellableContext context = Context.current().withCancellation();
    private final Iterator<ChatEvent> events;

    EventStream(ChatServiceBlockingStub stub, ChatRequest request) {
        Context outer = context.attach();
        try {
            events = stub.streamChat(request);
        } finally {
            context.detach(outer);
        }
    }

    /**
     * The events; the same iterator each time. Its methods block until the next event, or the end, is there, and throw
     * {@link io.grpc.StatusRuntimeException} if the turn failed, with CANCELLED after {@link #close}.
     */
    @Override
    public Iterator<ChatEvent> iterator() {
        return events;
    }

    /**
     * Reads the rest, and gives the text of the first candidate piece by piece as it comes; thoughts and refusals are
     * left out. Blocks and fails as the iterator does.
     */
    public void forEachText(Consumer<String> reader) {
        boolean inText = false;
        for (ChatEvent event : this) {
            if (event.getCandidate() != 0) {
                continue;
            }
            if (event.hasPartStarted()) {
                inText = event.getPartStarted().getPart().hasText();
            }
            if (inText && event.getPartDelta().hasText()) {
                reader.accept(event.getPartDelta().getText());
            }
        }
    }

    /** Reads the rest and gives the text of the first candidate in it. Blocks and fails as the iterator does. */
    public String text() {
        StringBuilder text = new StringBuilder();
        forEachText(text::append);
        return text.toString();
    }

    /** Cancels the turn if it runs, which stops the model. Does not block. Idempotent. */
    @Override
    public void close() {
        context.cancel(null);
    }
}
