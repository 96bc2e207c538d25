package dev.parley.server.dialect.openai;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Signature;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonReader;

/**
 * The {@code extra_content} of a tool call, in which Google's hosts of this dialect have the proof that their native
 * ones have as a thought's signature (E-GEM-3).
 */
final class ExtraContent {
    static final String NAME = "extra_content";

    private static final String GOOGLE = "google";
    private static final String SIGNATURE = "thought_signature";

    /** The dialect of those hosts' signatures. */
    private static final String MAKER = "gemini";

    private ExtraContent() {}

    /** Text of the signature in this object; empty if there is none. */
    static String read(String json) {
        return JsonReader.of(json).peek(GOOGLE, SIGNATURE);
    }

    /** What this object has beside the signature. */
    static Extras others(String json) {
        Extras others = new Extras();
        JsonReader in = JsonReader.of(json);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals(GOOGLE) && in.type() == JsonReader.Type.OBJECT) {
                others.keep(name, google(in));
            } else {
                others.keep(name, in);
            }
        }
        return others;
    }

    /** The signature of this text. */
    static Signature signature(String text) {
        return Signature.newBuilder()
                .setDialect(MAKER)
                .setValue(ByteString.copyFromUtf8(text))
                .build();
    }

    /** Whether the signature can be told. */
    static boolean tells(Signature signature) {
        return signature.getDialect().equals(MAKER);
    }

    /** The call as callers get it: with its signature. */
    static Part shown(Part call) {
        return tells(call.getSignature())
                ? call.toBuilder().addExtensions(Form.EXTRA_CONTENT.mark()).build()
                : call;
    }

    /** Writes it for a call that came with it, or that is shown to a caller; other hosts do not know the field. */
    static void write(Part call, MergedObject object) {
        if (Form.EXTRA_CONTENT.in(call.getExtensionsList()) && tells(call.getSignature())) {
            MergedObject extra = object.inner(NAME);
            MergedObject google = extra.inner(GOOGLE);
            google.name(SIGNATURE).value(call.getSignature().getValue().toStringUtf8());
            google.end();
            extra.end();
        }
    }

    private static Extras google(JsonReader in) {
        Extras others = new Extras();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals(SIGNATURE)) {
                in.skip();
            } else {
                others.keep(name, in);
            }
        }
        return others;
    }
}
