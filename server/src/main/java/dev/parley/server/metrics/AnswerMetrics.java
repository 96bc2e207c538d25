package dev.parley.server.metrics;

/** What is in answers, and what they cost. Thread-safe. */
public final class AnswerMetrics {
    private final Count toolCalls;
    private final Count input;
    private final Count output;
    private final Count estimated;
    private final Count thinkingRemoved;
    private final Count continued;

    AnswerMetrics(Series series) {
        this.toolCalls = series.count(Family.TOOL_CALLS);
        this.input = series.count(Family.TOKENS, "input");
        this.output = series.count(Family.TOKENS, "output");
        this.estimated = series.count(Family.USAGE_ESTIMATED);
        this.thinkingRemoved = series.count(Family.THINKING_REMOVED);
        this.continued = series.count(Family.ANTI_TRUNCATION);
    }

    /** A model called a tool. */
    public void calledTool() {
        toolCalls.increment();
    }

    /** A call has used so many tokens. */
    public void used(long inputTokens, long outputTokens, boolean isEstimate) {
        input.add(inputTokens);
        output.add(outputTokens);
        if (isEstimate) {
            estimated.increment();
        }
    }

    /** What a request said of thinking was left out, since its provider has no words for it. */
    public void removedThinking() {
        thinkingRemoved.increment();
    }

    /** An answer that was cut off was asked to go on. */
    public void continuedAnswer() {
        continued.increment();
    }
}
