package dev.parley.server.usage;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a family of models cuts texts into tokens. Its tables take up to half a second to load and up to 26 MB, so the
 * first who counts loads them, and they go when memory is short. Thread-safe.
 */
enum Vocabulary {
    O200K(EncodingType.O200K_BASE, "(chat)?gpt-(4o|4\\.\\d|5|oss)|o[134]|codex-mini", 7),
    CL100K(EncodingType.CL100K_BASE, "gpt-(4|3\\.5|35)", 10);

    private final EncodingType type;
    private final Pattern models;
    private final int functionTokens;
    private SoftReference<@Nullable Encoding> loaded = new SoftReference<>(null);

    /** {@code models} is how their names begin; what follows must be set off from it. */
    Vocabulary(EncodingType type, String models, int functionTokens) {
        this.type = type;
        this.models = Pattern.compile("(" + models + ")([-.:@].*)?");
        this.functionTokens = functionTokens;
    }

    /**
     * That of a model by its name, whoever serves it: {@code gpt-4o-mini}, {@code openai/o3}, {@code ft:gpt-4o:ann}.
     * Null if it is not known.
     */
    static @Nullable Vocabulary of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String base = name.startsWith("ft:") ? name.substring("ft:".length()) : name;
        for (Vocabulary row : values()) {
            if (row.models.matcher(base).matches()) {
                return row;
            }
        }
        return null;
    }

    /** What each function costs such a model beside its texts. */
    int functionTokens() {
        return functionTokens;
    }

    /** Counts the tokens of a text, whose special words are mere text. Blocks while the tables are loaded. */
    synchronized ToIntFunction<String> tokenizer() {
        Encoding encoding = loaded.get();
        if (encoding == null) {
            encoding = Encodings.newLazyEncodingRegistry().getEncoding(type);
            loaded = new SoftReference<>(encoding);
        }
        Encoding tables = encoding;
        return text -> tables.countTokensOrdinary(wellFormed(text));
    }

    /** The text with a question mark for half a surrogate pair alone, which is no text to a tokenizer. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
