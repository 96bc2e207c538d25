package dev.parley.server.delivery;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.PartDelta;
import dev.parley.server.config.AntiTruncation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One answer made of several, where a model stops too early (GM-44): at its token limit, or without the marker that it
 * was asked for. The text of a continuation goes on in the part that is open. One per call, one thread at a time.
 *
 * <p>Its user asks {@link #first}, hands the events of the answer to {@link #take} and, when that is over, asks
 * {@link #next} what to do; it gives the caller what {@link #poll} has.
 */
public final class ContinuedTurn {
    private static final Set<FinishReason> CUT_OFF = EnumSet.of(FinishReason.FINISH_REASON_MAX_TOKENS);
    private static final Set<FinishReason> CUT_OFF_OR_UNMARKED =
            EnumSet.of(FinishReason.FINISH_REASON_MAX_TOKENS, FinishReason.FINISH_REASON_STOP);

    private final ContinuedRequest request;
    private final AntiTruncation settings;
    private final MarkerFilter filter;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    private boolean inText;
    /** The end of a text part that may yet go on. */
    private @Nullable ChatEvent partDone;

    private @Nullable ChatEvent usage;
    private @Nullable ChatEvent finished;
    private @Nullable Completed completed;
    private int parts;
    private int answers = 1;
    /** Whether something of the answer that is under way has come. */
    private boolean begun;
    /** Whether the next part may be more of the one that is open. */
    private boolean atJoint;

    private int textBefore;

    private ContinuedTurn(ChatRequest request, AntiTruncation settings) {
        this.request = new ContinuedRequest(request, settings.marker());
        this.settings = settings;
        this.filter = new MarkerFilter(settings.marker());
    }

    /** The turn of a request; null if an answer to it cannot be continued. */
    public static @Nullable ContinuedTurn of(ChatRequest request, AntiTruncation settings) {
        return ContinuedRequest.fits(request) ? new ContinuedTurn(request, settings) : null;
    }

    /** What to ask at first. */
    public ChatRequest first() {
        return request.first();
    }

    /** Takes the next event of the answer that is under way. */
    public void take(ChatEvent event) {
        if (answers > 1 && !begun) {
            // The model has not been told of what was held back, and says it again.
            filter.forget();
        }
        begun = true;
        switch (event.getEventCase()) {
            case STARTED, QUEUED -> {
                if (answers == 1) {
                    ready.add(event);
                }
            }
            case PART_STARTED -> partStarted(event);
            case PART_DELTA -> delta(event);
            case PART_DONE -> partDone(event);
            case USAGE -> usage = event;
            case FINISHED -> finished = event;
            case COMPLETED -> completed(event.getCompleted());
            case OPAQUE, HEARTBEAT, EVENT_NOT_SET -> ready.add(event);
        }
    }

    /** After an answer: what to ask to continue it; null if it is whole, and its end is ready then. */
    public @Nullable ChatRequest next() {
        if (!isCutOff()) {
            end();
            return null;
        }
        answers++;
        begun = false;
        atJoint = true;
        textBefore = text.length();
        return request.after(text.toString());
    }

    /** Whether an answer is to be continued and nothing of the continuation has come. */
    public boolean awaitsMore() {
        return answers > 1 && !begun;
    }

    /** Ends the answer as it stands. */
    public void end() {
        say(filter.rest());
        endPart();
        if (usage != null && completed != null) {
            ready.add(usage.toBuilder().setUsage(completed.getUsage()).build());
        }
        add(finished);
        if (completed != null) {
            ready.add(ChatEvent.newBuilder().setCompleted(completed).build());
        }
    }

    /** Whether {@link #poll} has something. */
    public boolean hasNext() {
        return !ready.isEmpty();
    }

    /** The next event for the caller; null if there is none. */
    public @Nullable ChatEvent poll() {
        return ready.poll();
    }

    /** An answer that has brought nothing new is not asked to go on. */
    private boolean isCutOff() {
        Set<FinishReason> reasons = settings.marker().isEmpty() ? CUT_OFF : CUT_OFF_OR_UNMARKED;
        return finished != null
                && reasons.contains(finished.getFinished().getReason())
                && !filter.seen()
                && answers <= settings.attempts()
                && !text.substring(textBefore).isBlank();
    }

    private void partStarted(ChatEvent event) {
        boolean textPart = event.getPartStarted().getPart().hasText();
        if (textPart && partDone != null && atJoint) {
            partDone = null;
        } else {
            say(filter.rest());
            endPart();
            ready.add(renumbered(event));
        }
        inText = textPart;
        atJoint = false;
    }

    private void delta(ChatEvent event) {
        PartDelta delta = event.getPartDelta();
        if (!inText || !delta.hasText()) {
            ready.add(event);
            return;
        }
        String said = filter.pass(delta.getText());
        text.append(said);
        if (!said.isEmpty() || !delta.getLogprobsJson().isEmpty()) {
            ready.add(event.toBuilder()
                    .setPartDelta(delta.toBuilder().setText(said))
                    .build());
        }
    }

    private void partDone(ChatEvent event) {
        if (inText) {
            partDone = event;
        } else {
            ready.add(event);
        }
    }

    private void completed(Completed next) {
        completed = completed == null ? next : Totals.sum(completed, next);
    }

    private void say(String more) {
        if (!more.isEmpty()) {
            text.append(more);
            ready.add(ChatEvent.newBuilder()
                    .setPartDelta(PartDelta.newBuilder().setText(more))
                    .build());
        }
    }

    private void endPart() {
        add(partDone);
        partDone = null;
    }

    private ChatEvent renumbered(ChatEvent event) {
        return event.toBuilder()
                .setPartStarted(event.getPartStarted().toBuilder().setIndex(parts++))
                .build();
    }

    private void add(@Nullable ChatEvent event) {
        if (event != null) {
            ready.add(event);
        }
    }
}
