package dev.parley.server.metrics;

import dev.parley.chat.v1.ErrorCode;
import java.util.Locale;

/** How calls end, in words for labels. */
final class Reasons {
    private static final String PREFIX = "ERROR_CODE_";
    private static final String OK = "ok";

    private Reasons() {}

    /** {@code ok} for UNSPECIFIED, else the code's name in lower case. */
    static String of(ErrorCode code) {
        return code == ErrorCode.ERROR_CODE_UNSPECIFIED
                ? OK
                : code.name().replaceFirst(PREFIX, "").toLowerCase(Locale.ROOT);
    }
}
