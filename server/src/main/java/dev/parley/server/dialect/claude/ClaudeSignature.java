package dev.parley.server.dialect.claude;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.Thought;
import dev.parley.server.dialect.codec.DataUri;

/**
 * Signatures and sealed thoughts as text. Those that another dialect made are wrapped with its name, as in
 * {@code parley.gemini.c2lnbmVk}, so that a caller of this dialect gives them back to be known again.
 */
final class ClaudeSignature {
    private static final String WRAPPED = "parley.";
    private static final Signature OURS =
            Signature.newBuilder().setDialect(ClaudeDialect.NAME).build();

    private ClaudeSignature() {}

    /** The text that stands for this signature. */
    static String text(Signature signature) {
        return ours(signature)
                ? signature.getValue().toStringUtf8()
                : WRAPPED + signature.getDialect() + '.' + DataUri.encode(signature.getValue());
    }

    /** The signature that this text stands for. */
    static Signature read(String text) {
        int dot = text.startsWith(WRAPPED) ? text.indexOf('.', WRAPPED.length()) : -1;
        ByteString value = dot < 0 ? null : DataUri.decode(text.substring(dot + 1));
        return value == null
                ? OURS.toBuilder().setValue(ByteString.copyFromUtf8(text)).build()
                : Signature.newBuilder()
                        .setDialect(text.substring(WRAPPED.length(), dot))
                        .setValue(value)
                        .build();
    }

    /** Whether this dialect made it. */
    static boolean ours(Signature signature) {
        return signature.getDialect().equals(ClaudeDialect.NAME);
    }

    /** The thought whose {@code redacted_thinking} block has this data. Its signature tells the maker, and no more. */
    static Part sealed(String data) {
        Signature read = read(data);
        return Part.newBuilder()
                .setThought(Thought.newBuilder().setSealed(read.getValue().toStringUtf8()))
                .setSignature(read.toBuilder().clearValue())
                .build();
    }

    /** The data of a {@code redacted_thinking} block; {@code maker} is the thought's signature, empty for ours. */
    static String sealedText(String sealed, Signature maker) {
        Signature tag = maker.getDialect().isEmpty() ? OURS : maker;
        return text(tag.toBuilder().setValue(ByteString.copyFromUtf8(sealed)).build());
    }
}
