package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Drops;

/** The marks of a dialect's forms, see {@link Drops#FORM}. */
public final class Forms {
    private Forms() {}

    /** The mark of this form of this dialect. */
    public static Extension mark(String dialect, Enum<?> form) {
        return Extension.newBuilder()
                .setDialect(dialect + Drops.FORM)
                .setJson("{\"form\":\"" + Words.of(form) + "\"}")
                .build();
    }
}
