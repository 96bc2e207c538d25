package dev.parley.server.dialect.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Signature;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("E-RSN-2: whose signature it is survives a Claude client")
class ClaudeSignatureTest {
    @ParameterizedTest
    @CsvSource({
        "claude, EqQBCkgIARABGAIiQL8x, EqQBCkgIARABGAIiQL8x",
        "gemini, signed, parley.gemini.c2lnbmVk",
        "responses, '', parley.responses.",
    })
    void writesAndReadsBack(String dialect, String value, String text) {
        Signature signature = Signature.newBuilder()
                .setDialect(dialect)
                .setValue(ByteString.copyFromUtf8(value))
                .build();
        assertThat(ClaudeSignature.text(signature)).isEqualTo(text);
        assertThat(ClaudeSignature.read(text)).isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley.", "parley.gemini", "parley.gemini.no base64!", "parley"})
    void isOurs_whenItIsNotWrapped(String text) {
        assertThat(ClaudeSignature.ours(ClaudeSignature.read(text))).isTrue();
        assertThat(ClaudeSignature.text(ClaudeSignature.read(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EmwKAhgB", "parley.responses.Z0FBQUFB"})
    void readsSealedThought_withItsMaker(String data) {
        Part thought = ClaudeSignature.sealed(data);
        assertThat(thought.getSignature().getValue()).isEqualTo(ByteString.EMPTY);
        assertThat(ClaudeSignature.sealedText(thought.getThought().getSealed(), thought.getSignature()))
                .isEqualTo(data);
    }

    @Test
    void writesSealedThoughtAsOurs_whenNobodySignedIt() {
        assertThat(ClaudeSignature.sealedText("abc", Signature.getDefaultInstance()))
                .isEqualTo("abc");
    }
}
