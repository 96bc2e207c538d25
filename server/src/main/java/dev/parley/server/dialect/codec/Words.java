package dev.parley.server.dialect.codec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Enums whose constants are named after the words that a dialect has for them: {@code INPUT_IMAGE} is input_image. */
public final class Words {
    private Words() {}

    /** The word for this constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The one of these constants with this word, letter case included, or null. */
    public static <E extends Enum<E>> @Nullable E named(E[] constants, String word) {
        for (E constant : constants) {
            if (of(constant).equals(word)) {
                return constant;
            }
        }
        return null;
    }
}
