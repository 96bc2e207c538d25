package dev.parley.server.faults;

import static dev.parley.server.faults.Fault.TEXT;
import static dev.parley.server.faults.Outcome.answers;

import dev.parley.testkit.Reply;
import java.util.List;
import java.util.function.UnaryOperator;

/** Streams that are odd, and whole all the same. */
final class OddStreams {
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
                written("retry: and id:", text -> "retry: 10\n\n" + text.replace("data: ", "id: 7\ndata: "))
                        .not(Family.PUTER),
                written("a byte order mark", text -> "\ufeff" + text),
                written("an event in two data lines", text -> text.replaceAll("(?m)^(data: \\{[^,\n]*,)", "$1\ndata: "))
                        .not(Family.PUTER),
                written("no blank line at the end", text -> text.substring(0, text.length() - 1)),
                written("blank lines between", text -> text.replace("\n", "\n\n\n"))
                        .only(Family.PUTER),
                written("no [DONE]", text -> text.replace("data: [DONE]\n\n", ""))
                        .only(Family.OPENAI, Family.DEEPSEEK),
                written("[DONE] twice, and more behind it", text -> text + "data: [DONE]\n\ndata: {\"a\":1}\n\n")
                        .not(Family.PUTER, Family.GEMINI),
                written("the last event twice", text -> text + lastEvent(text)),
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

    private static String lastEvent(String text) {
        int end = text.length() - 1;
        while (end > 0 && text.charAt(end) == '\n') {
            end--;
        }
        return text.substring(Math.max(text.lastIndexOf("\n\n", end) + 2, text.lastIndexOf("}\n", end) + 2));
    }
}
