package dev.parley.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.parley.chat.v1.CacheHint;
import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.chat.v1.Usage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** COM-03, COM-04: a whole answer as events, and back. */
class ChatExploderTest {
    @Property(tries = 300)
    void foldsToTheSameAnswer_whenExploded(@ForAll("responses") ChatResponse response) {
        EventGrammar grammar = new EventGrammar();
        ChatAccumulator whole = new ChatAccumulator();
        for (ChatEvent event : ChatExploder.explode(response)) {
            grammar.check(event);
            whole.add(event);
        }
        assertThat(whole.response()).isEqualTo(response);
    }

    @Test
    void refusesAToolResult_whichNoAnswerHas() {
        ChatResponse response = ChatResponse.newBuilder()
                .addCandidates(Candidate.newBuilder()
                        .setMessage(ChatMessage.newBuilder()
                                .addParts(Part.newBuilder().setToolResult(ToolResult.getDefaultInstance()))))
                .build();
        assertThatIllegalArgumentException().isThrownBy(() -> ChatExploder.explode(response));
    }

    @Provide
    Arbitrary<ChatResponse> responses() {
        Arbitrary<List<Part>> parts = parts().list().ofMaxSize(4);
        Arbitrary<FinishReason> reasons =
                Arbitraries.of(FinishReason.FINISH_REASON_STOP, FinishReason.FINISH_REASON_OTHER);
        Arbitrary<Candidate.Builder> candidate = Combinators.combine(
                        parts, reasons, Arbitraries.strings().ofMaxLength(5))
                .as(ChatExploderTest::candidate);
        return Combinators.combine(candidate.list().ofMinSize(1).ofMaxSize(3), texts(), Arbitraries.longs())
                .as(ChatExploderTest::response);
    }

    private static ChatResponse response(List<Candidate.Builder> candidates, String id, long tokens) {
        ChatResponse.Builder response = ChatResponse.newBuilder()
                .setId(id)
                .setModel("m")
                .setCreateTime(Timestamp.newBuilder().setSeconds(1))
                .setUsage(Usage.newBuilder().setInputTokens(tokens).setEstimated(true))
                .setServed(Served.newBuilder().setProvider("p").setAttempts(2).addDropped("sampling.top_k"))
                .addExtensions(extension());
        for (int i = 0; i < candidates.size(); i++) {
            response.addCandidates(candidates.get(i).setIndex(i));
        }
        return response.build();
    }

    private static Candidate.Builder candidate(List<Part> parts, FinishReason reason, String word) {
        return Candidate.newBuilder()
                .setMessage(
                        ChatMessage.newBuilder().setRole(Role.ROLE_ASSISTANT).addAllParts(parts))
                .setFinish(Finish.newBuilder().setReason(reason).setNative(word).addExtensions(extension()))
                .setLogprobsJson(parts.isEmpty() ? "" : "{\"content\": [1.50], \"refusal\":null}");
    }

    private static Arbitrary<Part> parts() {
        Arbitrary<Part> bare = Arbitraries.oneOf(
                texts().map(text -> part().setText(Text.newBuilder()
                                .setText(text)
                                .addCitations(Citation.newBuilder().setUri("u").setEnd(3)))
                        .build()),
                texts().map(text ->
                        part().setRefusal(Refusal.newBuilder().setText(text)).build()),
                Combinators.combine(texts(), texts().list().ofMaxSize(3), texts())
                        .as(ChatExploderTest::thought),
                texts().map(text -> part().setToolCall(ToolCall.newBuilder()
                                .setCallId("c")
                                .setName("f")
                                .setArgumentsJson(text))
                        .build()),
                texts().map(text -> part().setToolCall(ToolCall.newBuilder()
                                .setCallId("c")
                                .setName("f")
                                .setRawInput(text))
                        .build()),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .map(bytes -> part().setMedia(Media.newBuilder()
                                        .setMimeType("image/png")
                                        .setData(ByteString.copyFrom(bytes)))
                                .build()),
                texts().map(text ->
                        part().setMedia(Media.newBuilder().setUri(text)).build()),
                texts().map(text -> part().setOpaque(
                                Opaque.newBuilder().setDialect("d").setType("t").setJson(text))
                        .build()));
        return Combinators.combine(bare, Arbitraries.of(true, false)).as(ChatExploderTest::decorated);
    }

    private static Part thought(String text, List<String> summaries, String sealed) {
        return part().setThought(Thought.newBuilder()
                        .setText(text)
                        .addAllSummaries(summaries)
                        .setSealed(sealed))
                .build();
    }

    private static Part decorated(Part part, boolean decorate) {
        if (!decorate) {
            return part;
        }
        return part.toBuilder()
                .setId("item")
                .setSignature(Signature.newBuilder().setDialect("d").setValue(ByteString.copyFromUtf8("s")))
                .setCache(CacheHint.newBuilder().setTtl(Duration.newBuilder().setSeconds(5)))
                .addExtensions(extension())
                .build();
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(8);
    }

    private static Part.Builder part() {
        return Part.newBuilder();
    }

    private static Extension extension() {
        return Extension.newBuilder().setDialect("d").setJson("{\"k\":1}").build();
    }
}
