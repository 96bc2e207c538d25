package dev.parley.server.config;

/**
 * What can be switched while Parley runs (MA-31), for the calls that begin from then on.
 *
 * @param fakeStreaming whether models that ask for it have whole answers told as streams
 * @param antiTruncation whether models that ask for it have answers continued that ended too early
 * @param retry whether a failure before the first event is followed by another attempt
 * @param rateLimit whether {@code server.max-open-calls} and {@code limits} are kept
 * @param requestLogging whether each request is a line in the log, without what was said
 * @param diagnostics whether answers have headers that say how they were routed
 */
public record Features(
        boolean fakeStreaming,
        boolean antiTruncation,
        boolean retry,
        boolean rateLimit,
        boolean requestLogging,
        boolean diagnostics) {}
