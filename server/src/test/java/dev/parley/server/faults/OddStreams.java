package dev.parley.server.faults;

import static dev.parley.server.faults.Fault.TEXT;
import static dev.parley.server.faults.Outcome.answers;

import dev.parley.testkit.Answer;
import dev.parley.testkit.GeminiAnswers;
import dev.parley.testkit.Reply;
import java.util.List;
import java.util.function.UnaryOperator;

/** Streams that are odd, and whole all the same. */
final class OddStreams {
    private static final String NOVELTY = "event: novelty\ndata: {\"type\":\"novelty\",\"x\":1}\n\n";

    /** The event that tells why an answer ended. */
    private static final String FINISHING =
            "(?m)(^event: .*\n)?^data: .*\"(finish_reason|stop_reason)\":\"\\w+\".*\n\n";

    /** How an answer begins, and its events up to the first text. */
    private static final String BEGINNING = "(?s)(event: message_start.*?\n\n)(.*?event: content_block_delta.*?\n\n)";

    private OddStreams() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                        "byte by byte",
                        answers(),
                        (family, stream, key) -> family.answer(TEXT, true).inPiecesOf(1)),
                written("CRLF", text -> text.replace("\n", "\r\n")),
                written("CR", text -> text.replace("\n", "\r")).not(Family.PUTER),
                written("LF and CRLF mixed", text -> text.replaceFirst("\n\n", "\r\n\n")),
                written("no space after data:", text -> text.replace("data: ", "data:")),
                written("comments between events", text -> ": hi\n\n" + text.replace("\n\n", "\n\n: ping\n\n"))
                        .not(Family.PUTER),
                written("empty events between", text -> text.replace("\n\n", "\n\ndata:\n\n"))
                        .not(Family.PUTER),
                written("retry: and id:", text -> "retry: 10\n\n" + text.replace("data: ", "id: 7\ndata: "))
                        .not(Family.PUTER),
                written("a byte order mark", text -> "\ufeff" + text),
                written("an event in two data lines", text -> text.replaceAll("(?m)^(data: \\{[^,\n]*,)", "$1\ndata: "))
                        .not(Family.PUTER),
                written("no blank line at the end", text -> text.substring(0, text.length() - 1)),
                written("blank lines between", text -> text.replaceAll("(?<=[}\\]])\n", "\n\n\n")),
                written("no [DONE]", text -> text.replace("data: [DONE]\n\n", ""))
                        .only(Family.OPENAI, Family.DEEPSEEK),
                written("[DONE] twice, and more behind it", text -> text + "data: [DONE]\n\ndata: {\"a\":1}\n\n")
                        .not(Family.PUTER, Family.GEMINI),
                written("the last event twice", text -> text + lastEvent(text)).not(Family.GEMINI),
                written("told twice why it ended", text -> text.replaceAll(FINISHING, "$0$0"))
                        .only(Family.OPENAI, Family.ANTHROPIC, Family.DEEPSEEK),
                written("the beginning comes late", text -> text.replaceFirst(BEGINNING, "$2$1"))
                        .only(Family.ANTHROPIC),
                written("events that nobody knows", text -> NOVELTY + text.replace("\n\n", "\n\n" + NOVELTY))
                        .not(Family.PUTER),
                Fault.of(
                                "a list of events, as JSON",
                                answers(),
                                (family, stream, key) -> GeminiAnswers.list(Answer.text(TEXT)))
                        .only(Family.GEMINI),
                Fault.of(
                                "ended for safety before a word",
                                answers(""),
                                (family, stream, key) -> GeminiAnswers.ended("SAFETY", ""))
                        .only(Family.GEMINI),
                Fault.of(
                                "open after the end",
                                answers(),
                                (family, stream, key) ->
                                        family.answer(TEXT, true).stall())
                        .not(Family.GEMINI, Family.PUTER),
                Fault.of(
                        "JSON where a stream was asked for, and the other way round",
                        answers(),
                        (family, stream, key) -> family.answer(TEXT, !stream)));
    }

    private static Fault written(String name, UnaryOperator<String> writing) {
        return Fault.of(
                name,
                answers(),
                (family, stream, key) -> Reply.raw(family.head()).then(writing.apply(family.frames(TEXT))));
    }

    /** The last event, or line. */
    static String lastEvent(String text) {
        String before = text.stripTrailing();
        int events = before.lastIndexOf("\n\n");
        int lines = before.lastIndexOf("}\n");
        return text.substring(Math.max(events, lines) < 0 ? 0 : Math.max(events, lines) + 2);
    }
}
