package dev.parley.server.faults;

import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_TIMEOUT;
import static dev.parley.server.faults.Fault.SAID;
import static dev.parley.server.faults.Fault.TEXT;
import static dev.parley.server.faults.Outcome.answers;
import static dev.parley.server.faults.Outcome.breaks;

import dev.parley.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What goes wrong after the model has begun to speak. */
final class StreamFaults {
    private static final int MEGABYTE = 1 << 20;

    /** Long enough that the caller has seen what was said before. */
    private static final int PAUSE = 150;

    private StreamFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("closed midway", breaks("upstream_truncated"), (family, stream, key) -> spoken(family))
                        .but(Family.PUTER, answers(SAID)),
                Fault.of(
                        "closed midway, with chunks",
                        breaks("upstream_truncated"),
                        (family, stream, key) -> Reply.raw(chunkedHead(family))
                                .then(chunk(family.open(SAID).body()))
                                .pause(PAUSE)),
                Fault.of(
                        "a chunk that is cut",
                        breaks("upstream_truncated"),
                        (family, stream, key) -> Reply.raw(chunkedHead(family))
                                .then(chunk(family.open(SAID).body()))
                                .pause(PAUSE)
                                .then("ff\r\ndata")),
                Fault.of(
                        "no chunk where one should be",
                        breaks("upstream_truncated"),
                        (family, stream, key) -> Reply.raw(chunkedHead(family))
                                .then(chunk(family.open(SAID).body()))
                                .pause(PAUSE)
                                .then("ZZ\r\n")
                                .stall()),
                Fault.of(
                        "reset midway",
                        breaks("upstream_truncated"),
                        (family, stream, key) -> spoken(family).reset()),
                Fault.of(
                        "silent midway",
                        breaks(ERROR_CODE_TIMEOUT, "idle_timeout", Limits.IDLE),
                        (family, stream, key) -> spoken(family).stall()),
                Fault.of(
                        "an error midway",
                        breaks("upstream_error"),
                        (family, stream, key) -> spoken(family).then(family.errorFrame("boom " + key))),
                Fault.of(
                                "an event that is not JSON",
                                breaks("bad_upstream_json"),
                                (family, stream, key) -> spoken(family).then(family.frame("{\"oops")))
                        .but(Family.PUTER, breaks("upstream_truncated")),
                Fault.of(
                                "an event of another shape",
                                breaks("bad_upstream_json"),
                                (family, stream, key) -> spoken(family).then(family.frame("[\"oops\"]")))
                        .but(Family.PUTER, answers(SAID)),
                Fault.of(
                                "bytes that are no UTF-8",
                                breaks("bad_upstream_json"),
                                (family, stream, key) -> spoken(family).bytes(notUtf8(family)))
                        .but(Family.PUTER, breaks("upstream_truncated")),
                Fault.of("no word of why it ended", breaks("upstream_truncated").after(TEXT), StreamFaults::unfinished)
                        .only(Family.OPENAI, Family.ANTHROPIC, Family.GEMINI, Family.DEEPSEEK),
                Fault.of(
                        "an event of 64 MB",
                        breaks("upstream_event_too_large"),
                        (family, stream, key) -> spoken(family)
                                .then(family.speaksLines() ? "{\"text\":\"" : "data: {\"text\":\"")
                                .repeat("a".repeat(MEGABYTE), 64)
                                .then("\"}\n\n")),
                Fault.of(
                        "lines without end",
                        breaks("upstream_event_too_large"),
                        (family, stream, key) -> spoken(family).repeat("a".repeat(MEGABYTE), 64)));
    }

    /** What was said before once more, in Latin-1. */
    private static byte[] notUtf8(Family family) {
        return OddStreams.lastEvent(family.open(SAID).body())
                .replace(SAID, "caf\u00e9")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Reply unfinished(Family family, boolean stream, String key) {
        String words = "\"(finish_reason|stop_reason|finishReason)\":\"\\w+\"";
        return Reply.raw(family.head()).then(family.frames(TEXT).replaceAll(words, "\"$1\":null"));
    }

    private static Reply spoken(Family family) {
        return family.open(SAID).pause(PAUSE);
    }

    /** The head of a stream whose body comes in chunks. */
    static String chunkedHead(Family family) {
        return family.head().replace("connection: close", "transfer-encoding: chunked");
    }

    /** One chunk of ASCII. */
    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
