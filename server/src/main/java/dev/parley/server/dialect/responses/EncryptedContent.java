package dev.parley.server.dialect.responses;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.Thought;
import java.util.Base64;

/**
 * The {@code encrypted_content} of a reasoning item: what a host of this dialect made, as it is; what another dialect's
 * host wants back with a thought, in an envelope of ours.
 */
final class EncryptedContent {
    private static final String ENVELOPE = "parley1.";
    private static final Signature OURS =
            Signature.newBuilder().setDialect(ResponsesDialect.NAME).build();

    private EncryptedContent() {}

    /** The text for this thought; empty if its maker wants nothing back. */
    static String text(Part thought) {
        String sealed = thought.getThought().getSealed();
        Signature signature = thought.getSignature();
        if (signature.getDialect().equals(ResponsesDialect.NAME) || !thought.hasSignature()) {
            return sealed.isEmpty() ? signature.getValue().toStringUtf8() : sealed;
        }
        Part proof = Part.newBuilder()
                .setThought(Thought.newBuilder().setSealed(sealed))
                .setSignature(signature)
                .build();
        return ENVELOPE + Base64.getUrlEncoder().withoutPadding().encodeToString(proof.toByteArray());
    }

    /**
     * Sets what this text stands for. The signature tells the maker, and of a host's own text no more. Other dialects'
     * hosts make no summaries: if there are any, they are the thought that was signed, see {@link View#summaries()}.
     */
    static void read(String text, Part.Builder thought) {
        Part proof = text.startsWith(ENVELOPE) ? open(text.substring(ENVELOPE.length())) : Part.getDefaultInstance();
        if (proof.hasSignature()) {
            Thought.Builder said = thought.getThoughtBuilder();
            said.setSealed(proof.getThought().getSealed());
            if (said.getText().isEmpty()) {
                said.setText(String.join("", said.getSummariesList())).clearSummaries();
            }
            thought.setSignature(proof.getSignature());
        } else {
            thought.getThoughtBuilder().setSealed(text);
            thought.setSignature(OURS);
        }
    }

    /** An empty part if it is no envelope of ours. */
    private static Part open(String base64) {
        try {
            return Part.parseFrom(Base64.getUrlDecoder().decode(base64));
        } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
            return Part.getDefaultInstance();
        }
    }
}
