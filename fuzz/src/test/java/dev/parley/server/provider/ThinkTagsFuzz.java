package dev.parley.server.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Text;
import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.EventGrammar;
import java.util.ArrayList;
import java.util.List;

/** Thoughts in tags: however the text is cut, the same thought is split off, and the grammar is kept. */
public final class ThinkTagsFuzz {
    private ThinkTagsFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "think-tags",
                Seeds.texts(
                        "<think>so</think>\n\nit is", " \n<think>\n</think>", "<thin", "<think>a</thinkb", "a<think>"),
                ThinkTagsFuzz::read);
    }

    private static void read(byte[] input) {
        String text = new String(input, UTF_8);
        List<Part> whole = split(text, Integer.MAX_VALUE);
        List<Part> cut = split(text, 1 + Math.floorMod(text.hashCode(), 5));
        Laws.check(whole.equals(cut), "cut otherwise, it tells " + cut + " and not " + whole);
    }

    private static List<Part> split(String text, int piece) {
        EventGrammar grammar = new EventGrammar();
        ChatAccumulator fold = new ChatAccumulator();
        ThinkSplitter splitter = new ThinkSplitter(0, event -> {
            grammar.check(event);
            fold.add(event);
        });
        events(text, piece).forEach(splitter::take);
        grammar.checkEnd();
        return fold.response().getCandidates(0).getMessage().getPartsList();
    }

    private static List<ChatEvent> events(String text, int piece) {
        List<ChatEvent> events = new ArrayList<>();
        events.add(
                ChatEvent.newBuilder().setStarted(Started.getDefaultInstance()).build());
        events.add(ChatEvent.newBuilder()
                .setPartStarted(
                        PartStarted.newBuilder().setPart(Part.newBuilder().setText(Text.getDefaultInstance())))
                .build());
        for (int at = 0; at < text.length(); at += Math.min(piece, text.length() - at)) {
            String more = text.substring(at, at + Math.min(piece, text.length() - at));
            events.add(ChatEvent.newBuilder()
                    .setPartDelta(PartDelta.newBuilder().setText(more))
                    .build());
        }
        events.add(ChatEvent.newBuilder()
                .setPartDone(PartDone.getDefaultInstance())
                .build());
        events.add(
                ChatEvent.newBuilder().setFinished(Finish.getDefaultInstance()).build());
        return events;
    }
}
