package dev.parley.server.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.dialect.AnswerLaws;
import dev.parley.server.dialect.Streams;
import dev.parley.server.error.ChatException;
import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams whose frames were lost, doubled or told in another order, as a broken host or proxy sends them. */
class HostStreamOrderTest {
    private static final int TRIES = 300;

    private static Stream<Fixtures.Case> cases() {
        return Fixtures.cases("responses/host-answers").stream()
                .filter(test -> test.has("stream.sse") && test.has("response.json"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("A lost or doubled frame is mended or fails: what is delivered is what the whole answer says")
    void deliversTheAnswerOrFails_whenFramesAreLostOrDoubled(Fixtures.Case test) {
        ChatResponse whole = Streams.fold(HostAnswerFixturesTest.dialect()
                .readResponse(test.text("response.json").getBytes(UTF_8)));
        Random random = new Random(7);
        for (int i = 0; i < TRIES; i++) {
            List<String> frames = frames(test);
            int at = random.nextInt(frames.size());
            if (random.nextBoolean()) {
                frames.remove(at);
            } else {
                frames.add(at, frames.get(at));
            }
            ChatResponse seen = read(frames);
            if (seen != null) {
                assertThat(said(seen))
                        .as("%s without or with twice frame %d", test, at)
                        .containsExactlyInAnyOrderElementsOf(said(whole));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("Whatever the order of frames, events keep the grammar or the stream fails in our own words")
    void keepsTheGrammarOrFails_whenFramesAreShuffled(Fixtures.Case test) {
        Random random = new Random(11);
        for (int i = 0; i < TRIES; i++) {
            List<String> frames = frames(test);
            for (int swaps = 0; swaps < 3; swaps++) {
                frames.add(random.nextInt(frames.size()), frames.remove(random.nextInt(frames.size())));
            }
            read(frames);
        }
    }

    private static List<String> frames(Fixtures.Case test) {
        return new ArrayList<>(List.of(test.text("stream.sse").split("\n\n")));
    }

    private static @Nullable ChatResponse read(List<String> frames) {
        try {
            List<ChatEvent> events =
                    Streams.read(HostAnswerFixturesTest.dialect(), String.join("\n\n", frames) + "\n\n");
            AnswerLaws.keepsGrammar(events);
            return Streams.fold(events);
        } catch (ChatException e) {
            assertThat(e.error().getMessage()).isNotEmpty();
            return null;
        }
    }

    /** The parts without what tells only how they came. */
    private static List<String> said(ChatResponse answer) {
        return answer.getCandidates(0).getMessage().getPartsList().stream()
                .map(part -> part.getText().getText()
                        + part.getRefusal().getText()
                        + part.getThought()
                        + part.getSignature()
                        + part.getToolCall()
                        + part.getMedia()
                        + part.getOpaque())
                .toList();
    }
}
