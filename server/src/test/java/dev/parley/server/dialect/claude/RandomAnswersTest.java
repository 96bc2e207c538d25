package dev.parley.server.dialect.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Heartbeat;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.Usage;
import dev.parley.server.chat.EventGrammar;
import dev.parley.server.dialect.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("E-STR-1: whatever legal events a provider sends, the stream keeps Claude's rules")
class RandomAnswersTest {
    private static final int ANSWERS = 300;
    private static final List<Part> KINDS = List.of(
            Part.newBuilder().setText(Text.getDefaultInstance()).build(),
            Part.newBuilder().setRefusal(Refusal.getDefaultInstance()).build(),
            Part.newBuilder().setThought(Thought.getDefaultInstance()).build(),
            Part.newBuilder()
                    .setToolCall(ToolCall.newBuilder()
                            .setCallId("functions.f:0")
                            .setName("f")
                            .setArgumentsJson(""))
                    .build(),
            Part.newBuilder()
                    .setToolCall(ToolCall.newBuilder()
                            .setCallId("call_1")
                            .setName("f")
                            .setRawInput(""))
                    .build(),
            Part.newBuilder()
                    .setMedia(Media.newBuilder().setMimeType("image/png").setData(ByteString.EMPTY))
                    .build(),
            opaque("claude"),
            opaque("openai"));
    private static final List<String> TEXTS = List.of("a", "", "\"\\\n", "\u2028", "\uD83D\uDE00", "data: x\n\n");

    private static LongStream seeds() {
        return LongStream.range(0, ANSWERS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsTheRules_andReadsBack(long seed) {
        List<ChatEvent> events = new Answer(new Random(seed)).events();
        EventGrammar grammar = new EventGrammar();
        events.forEach(grammar::check);
        String written = ClaudeAnswerCase.stream(events);
        ClaudeStreamRules.check(written);
        assertThat(said(ClaudeAnswerCase.readStream(written))).isEqualTo(said(events));
    }

    /** All that is said or asked for, in order. */
    private static String said(List<ChatEvent> events) {
        StringBuilder said = new StringBuilder();
        for (Part part : Streams.fold(events).getCandidates(0).getMessage().getPartsList()) {
            said.append(part.getText().getText())
                    .append(part.getRefusal().getText())
                    .append(AnswerBlock.shown(part.getThought()))
                    .append(part.hasToolCall() ? ClaudeInput.of(part.getToolCall()) : "");
        }
        return said.toString();
    }

    private static Part opaque(String dialect) {
        return Part.newBuilder()
                .setOpaque(Opaque.newBuilder().setDialect(dialect).setType("server_tool_use"))
                .build();
    }

    private static final class Answer {
        private final List<ChatEvent> events = new ArrayList<>();
        private final Random random;
        private boolean summarised;

        Answer(Random random) {
            this.random = random;
        }

        List<ChatEvent> events() {
            add(ChatEvent.newBuilder().setStarted(Started.newBuilder().setId("chatcmpl-1")));
            int parts = random.nextInt(5);
            for (int i = 0; i < parts; i++) {
                part(i, KINDS.get(random.nextInt(KINDS.size())));
            }
            if (random.nextBoolean()) {
                add(ChatEvent.newBuilder().setUsage(Usage.newBuilder().setInputTokens(9)));
            }
            FinishReason reason = FinishReason.forNumber(random.nextInt(10));
            add(ChatEvent.newBuilder().setFinished(Finish.newBuilder().setReason(reason)));
            return events;
        }

        private void part(int index, Part part) {
            add(ChatEvent.newBuilder()
                    .setPartStarted(PartStarted.newBuilder().setIndex(index).setPart(part)));
            int deltas = random.nextInt(4);
            summarised = random.nextBoolean();
            for (int i = 0; i < deltas; i++) {
                delta(part, PartDelta.newBuilder());
            }
            close(part, deltas);
            add(ChatEvent.newBuilder().setPartDone(PartDone.getDefaultInstance()));
        }

        private void delta(Part part, PartDelta.Builder delta) {
            String text = TEXTS.get(random.nextInt(TEXTS.size()));
            switch (part.getKindCase()) {
                case TEXT -> {
                    if (random.nextInt(4) == 0) {
                        delta.setCitation(Citation.newBuilder().setUri("https://example.com"));
                    } else {
                        delta.setText(text);
                    }
                }
                case REFUSAL -> delta.setText(text);
                case THOUGHT -> {
                    if (summarised) {
                        delta.setSummary(text);
                    } else {
                        delta.setText(text);
                    }
                }
                case MEDIA -> delta.setData(ByteString.copyFromUtf8(text));
                default -> {
                    return;
                }
            }
            add(ChatEvent.newBuilder().setPartDelta(delta));
        }

        private void close(Part part, int deltas) {
            PartDelta.Builder last = PartDelta.newBuilder();
            switch (part.getKindCase()) {
                case THOUGHT -> {
                    if (random.nextBoolean()) {
                        String maker = random.nextBoolean() ? "claude" : "gemini";
                        last.setSignature(
                                Signature.newBuilder().setDialect(maker).setValue(ByteString.copyFromUtf8("signed")));
                    } else if (deltas == 0) {
                        last.setSealed("sealed");
                    }
                }
                case OPAQUE -> last.setOpaqueJson("{\"type\":\"server_tool_use\",\"input\":{\"n\":" + deltas + "}}");
                case TOOL_CALL -> {
                    if (part.getToolCall().hasRawInput()) {
                        last.setText("SELECT 1");
                    } else if (deltas > 0) {
                        last.setArgumentsJson("{\"n\":1}");
                    }
                }
                default -> {}
            }
            if (last.getDeltaCase() != PartDelta.DeltaCase.DELTA_NOT_SET) {
                add(ChatEvent.newBuilder().setPartDelta(last));
            }
        }

        private void add(ChatEvent.Builder event) {
            events.add(event.build());
            if (random.nextInt(8) == 0) {
                events.add(ChatEvent.newBuilder()
                        .setHeartbeat(Heartbeat.getDefaultInstance())
                        .build());
            }
        }
    }
}
