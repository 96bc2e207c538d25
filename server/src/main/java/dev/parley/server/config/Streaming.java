package dev.parley.server.config;

import java.time.Duration;

/**
 * How answers are streamed.
 *
 * @param heartbeat how long a stream is silent before a heartbeat is sent (COM-11)
 * @param usageOnFinish whether an OpenAI stream whose caller gave no {@code stream_options} has usage on its last
 *     finish chunk (DS-42)
 * @param fakeChunk code points of a chunk where an answer that came whole is told as a stream (GM-42)
 * @param fakeDelay how long to wait before the next of them
 */
public record Streaming(Duration heartbeat, boolean usageOnFinish, int fakeChunk, Duration fakeDelay) {}
