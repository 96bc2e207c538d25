package dev.parley.server.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.Thought;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("E-RSN-2: what a host wants back with a thought, as encrypted_content")
class EncryptedContentTest {
    private static final Thought SAID = Thought.newBuilder().setText("I think.").build();

    @Test
    void comesBack_whenAnotherDialectSignedTheThought() {
        Part signed = Part.newBuilder()
                .setThought(SAID)
                .setSignature(signature("claude").setValue(ByteString.copyFromUtf8("sig")))
                .build();
        assertThat(readAgain(signed, SAID)).isEqualTo(signed);
    }

    @Test
    void comesBackWithTheText_whenItWasToldAsSummary() {
        Part signed = Part.newBuilder()
                .setThought(SAID)
                .setSignature(signature("gemini").setValue(ByteString.copyFromUtf8("sig")))
                .build();
        Thought summary = Thought.newBuilder().addSummaries("I think.").build();
        assertThat(readAgain(signed, summary)).isEqualTo(signed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "responses"})
    void comesBack_whenSealed(String maker) {
        Part sealed = Part.newBuilder()
                .setThought(Thought.newBuilder().setSealed("gAAA"))
                .setSignature(signature(maker))
                .build();
        assertThat(readAgain(sealed, Thought.getDefaultInstance())).isEqualTo(sealed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gAAA==", "parley1.", "parley1.%%%", "parley1.AAAA", "parley1.CgA"})
    @DisplayName("Whatever is no envelope of ours is a host's own, and goes back to it as it is")
    void isAHostsOwn(String text) {
        Part.Builder read = Part.newBuilder();
        EncryptedContent.read(text, read);
        assertThat(EncryptedContent.text(read.build())).isEqualTo(text);
        assertThat(read.getSignature().getDialect()).isEqualTo("responses");
    }

    @Test
    void isNothing_whenNobodyWantsAnythingBack() {
        assertThat(EncryptedContent.text(Part.newBuilder().setThought(SAID).build()))
                .isEmpty();
    }

    private static Part readAgain(Part told, Thought as) {
        Part.Builder read = Part.newBuilder().setThought(as);
        EncryptedContent.read(EncryptedContent.text(told), read);
        return read.build();
    }

    private static Signature.Builder signature(String maker) {
        return Signature.newBuilder().setDialect(maker);
    }
}
