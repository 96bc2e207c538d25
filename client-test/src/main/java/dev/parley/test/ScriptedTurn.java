package dev.parley.test;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Usage;
import dev.parley.server.provider.builtin.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the model does when one call comes. Steps are played in the order they are added; streamed callers see them as
 * they happen, the others the whole of it. A turn to which nothing is added is an empty answer.
 *
 * <pre>{@code
 * parley.turn().thinks("A city.").callsTool("weather", "{\"city\": \"Paris\"}");
 * parley.turn().waits(Duration.ofMillis(200)).says("It is ").says("sunny.").usage(40, 4);
 * parley.turn().failsWith(429).retryAfter(Duration.ofSeconds(2));
 * parley.turn().says("It is").cutsOff();
 * parley.turn().whenUserSays("bye").says("Goodbye.");
 * }</pre>
 */
public final class ScriptedTurn {
    private final int number;
    private final List<Consumer<Performance>> steps = new ArrayList<>();
    private final List<String> description = new ArrayList<>();
    private Predicate<ChatRequest> condition = request -> true;
    private int least = 1;
    private int most = 1;
    private int played;
    private boolean over;
    private @Nullable FinishReason reason;
    private @Nullable Usage usage;
    private @Nullable Duration retryAfter;

    ScriptedTurn(int number) {
        this.number = number;
    }

    /** Says a text, word by word. Texts with at most a wait between them are one part of the answer. */
    public ScriptedTurn says(String text) {
        return step("says " + Excerpt.of(text), stage -> stage.says(text));
    }

    /** Thinks aloud, word by word, as models that reason do. */
    public ScriptedTurn thinks(String text) {
        return step("thinks " + Excerpt.of(text), stage -> stage.thinks(text));
    }

    /**
     * Declines, with these words. The turn finishes with STOP, as OpenAI's models do it; Claude's finish with REFUSAL,
     * for which there is {@link #finishes}.
     */
    public ScriptedTurn refuses(String text) {
        return step("refuses " + Excerpt.of(text), stage -> stage.refuses(text));
    }

    /** Calls a tool; the arguments are JSON, or whatever a model that errs would write. May be called for several. */
    public ScriptedTurn callsTool(String name, String argumentsJson) {
        return step("calls the tool " + name, stage -> stage.callsTool(name, argumentsJson));
    }

    /** Gives an image or other media, such as of the type {@code image/png}. */
    public ScriptedTurn shows(String mimeType, byte[] bytes) {
        byte[] copy = bytes.clone();
        return step("shows " + mimeType, stage -> stage.shows(mimeType, copy));
    }

    /** Waits before what is added next; at the start of a turn, before the first event. */
    public ScriptedTurn waits(Duration length) {
        return step("waits " + length, stage -> stage.waits(length));
    }

    /** From here on waits so long between two pieces, such as the words of a text. */
    public ScriptedTurn pacedBy(Duration gap) {
        return step("paced by " + gap, stage -> stage.pacedBy(gap));
    }

    /** How the turn finishes. Unset: TOOL_CALLS if it calls tools, else STOP. */
    public synchronized ScriptedTurn finishes(FinishReason reason) {
        this.reason = reason;
        return this;
    }

    /** What the turn costs in tokens. Unset: each word counts as one. */
    public ScriptedTurn usage(long inputTokens, long outputTokens) {
        return usage(Usage.newBuilder()
                .setInputTokens(inputTokens)
                .setOutputTokens(outputTokens)
                .build());
    }

    /** What the turn costs, with tokens of caches and of reasoning. */
    public synchronized ScriptedTurn usage(Usage usage) {
        this.usage = usage;
        return this;
    }

    /**
     * Fails; nothing may be added after it. As the first step the call has this HTTP status, or the gRPC status that
     * goes with it (docs/errors.md); after others, the stream ends with an error.
     *
     * @throws IllegalArgumentException Parley never answers with this status
     */
    public ScriptedTurn failsWith(int httpStatus) {
        return failsWith(Faults.code(httpStatus));
    }

    /** Fails with this code, such as CONTENT_BLOCKED for a prompt that the provider's filter refuses. */
    public ScriptedTurn failsWith(ErrorCode code) {
        return last("fails with " + code, stage -> stage.fails(Faults.scripted(code, retryAfter)));
    }

    /** When a caller whose call failed should try again. Unset: it is not told. */
    public synchronized ScriptedTurn retryAfter(Duration delay) {
        this.retryAfter = delay;
        return this;
    }

    /** Breaks off, as if the provider's connection was lost; nothing may be added after it. */
    public ScriptedTurn cutsOff() {
        return last("cuts off", stage -> stage.fails(Faults.truncated()));
    }

    /**
     * Says nothing more, but does not end: until the caller leaves or its deadline passes, the script is reset or
     * Parley's own time limit has passed (60 seconds and more). Nothing may be added after it.
     */
    public ScriptedTurn staysSilent() {
        return last("stays silent", stage -> stage.waits(Step.Pause.FOREVER));
    }

    /** Is played only for calls that name this model. */
    public ScriptedTurn forModel(String model) {
        return when("for the model " + model, request -> request.getModel().equals(model));
    }

    /** Is played only for calls whose last user message has this in it. */
    public ScriptedTurn whenUserSays(String part) {
        return when(
                "when the user says " + Excerpt.of(part),
                request -> Excerpt.lastUser(request).contains(part));
    }

    /** Is played only for calls that meet this. All conditions of a turn must be met. */
    public ScriptedTurn when(Predicate<ChatRequest> condition) {
        return when("on a condition", condition);
    }

    /** Is played for so many calls, and wants as many. Unset: 1. */
    public synchronized ScriptedTurn times(int calls) {
        least = calls;
        most = calls;
        return this;
    }

    /** Is played for any number of calls, and wants none. */
    public synchronized ScriptedTurn always() {
        least = 0;
        most = Integer.MAX_VALUE;
        return this;
    }

    @Override
    public synchronized String toString() {
        return "turn " + number + " (" + (description.isEmpty() ? "empty" : String.join(", ", description)) + ')';
    }

    /** Whether calls are still to come for it. */
    synchronized boolean isOwed() {
        return played < least;
    }

    /** Whether it is this turn that answers the request; it then counts as played. */
    synchronized boolean take(ChatRequest request) {
        if (played >= most || !condition.test(request)) {
            return false;
        }
        played++;
        return true;
    }

    /** What is done to answer the {@code asked}-th request. */
    synchronized List<Step> play(ChatRequest request, int asked) {
        Performance stage = new Performance(asked);
        steps.forEach(step -> step.accept(stage));
        if (over) {
            return stage.unfinished();
        }
        FinishReason end = reason == null ? stage.reason() : reason;
        return stage.finished(Finish.newBuilder().setReason(end).build(), usage == null ? stage.usage(request) : usage);
    }

    private synchronized ScriptedTurn step(String words, Consumer<Performance> step) {
        if (over) {
            throw new IllegalStateException("Nothing can follow in " + this + " (unexpected: " + words + ").");
        }
        description.add(words);
        steps.add(step);
        return this;
    }

    private synchronized ScriptedTurn last(String words, Consumer<Performance> step) {
        step(words, step);
        over = true;
        return this;
    }

    private synchronized ScriptedTurn when(String words, Predicate<ChatRequest> more) {
        description.add(words);
        condition = condition.and(more);
        return this;
    }
}
