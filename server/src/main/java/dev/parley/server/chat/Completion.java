package dev.parley.server.chat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Usage;
import dev.parley.server.provider.Attempt;
import dev.parley.server.usage.TokenEstimator;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/** Watches the events of an answer pass and knows, at its end, what {@code Completed} must say (COM-03). */
final class Completion {
    private final Served.Builder served = Served.newBuilder();
    private final TokenEstimator.Tally output = new TokenEstimator.Tally();
    private final TokenEstimator.Tally thoughts = new TokenEstimator.Tally();
    private final BitSet thinking = new BitSet();
    private final Timestamp created;
    private List<String> leftOut = List.of();
    private String id = "";
    private Usage usage = Usage.getDefaultInstance();

    /** {@code now} is when the answer was begun, for providers that do not tell. */
    Completion(Instant now) {
        created = Timestamps.fromMillis(now.toEpochMilli());
    }

    /** What the next attempt leaves out before the provider sees the request. */
    void leftOut(List<String> paths) {
        leftOut = paths;
    }

    /** Takes one event of the provider's; returns it as the caller shall see it. */
    ChatEvent pass(ChatEvent event, ChatCall call, Attempt attempt) {
        return switch (event.getEventCase()) {
            case STARTED -> started(event, call, attempt);
            case PART_STARTED -> {
                thinking.set(
                        event.getCandidate(), event.getPartStarted().getPart().hasThought());
                yield event;
            }
            case PART_DELTA -> {
                count(event.getPartDelta(), thinking.get(event.getCandidate()));
                yield event;
            }
            case USAGE -> {
                usage = event.getUsage();
                yield event;
            }
            default -> event;
        };
    }

    /** The last event. Usage the provider did not report is estimated and marked so. */
    ChatEvent completed(ChatCall call) {
        Usage total = usage.hasOutputTokens() || usage.hasInputTokens() ? usage : estimate(call);
        return ChatEvent.newBuilder()
                .setCompleted(Completed.newBuilder().setId(id).setUsage(total).setServed(served))
                .build();
    }

    private ChatEvent started(ChatEvent event, ChatCall call, Attempt attempt) {
        Started started = event.getStarted();
        served.setProvider(attempt.target().provider())
                .setTargetModel(attempt.target().model())
                .setAttempts(attempt.tries().number())
                .clearDropped()
                .addAllDropped(leftOut)
                .addAllDropped(started.getServed().getDroppedList());
        if (id.isEmpty()) {
            id = started.getId().isEmpty() ? AnswerIds.next() : started.getId();
        }
        return event.toBuilder()
                .setStarted(started.toBuilder()
                        .setId(id)
                        .setCreateTime(started.hasCreateTime() ? started.getCreateTime() : created)
                        .setModel(call.request().getModel())
                        .setServed(served))
                .build();
    }

    private void count(PartDelta delta, boolean thought) {
        String text = switch (delta.getDeltaCase()) {
            case TEXT -> delta.getText();
            case ARGUMENTS_JSON -> delta.getArgumentsJson();
            case SUMMARY -> delta.getSummary();
            default -> "";
        };
        output.add(text);
        if (thought) {
            thoughts.add(text);
        }
    }

    private Usage estimate(ChatCall call) {
        return Usage.newBuilder()
                .setInputTokens(TokenEstimator.prompt(call.request()))
                .setOutputTokens(output.tokens())
                .setReasoningTokens(thoughts.tokens())
                .setEstimated(true)
                .build();
    }
}
