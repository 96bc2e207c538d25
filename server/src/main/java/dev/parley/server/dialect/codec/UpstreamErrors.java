package dev.parley.server.dialect.codec;

import dev.parley.server.error.ChatException;
import dev.parley.server.error.Scrub;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes failures of an upstream's error answers. */
public final class UpstreamErrors {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9_]{2,63}");
    private static final int PARAM_MAX = 200;

    private UpstreamErrors() {}

    /** The failure that this answer means; {@code status} is the HTTP status. */
    public static ChatException read(String provider, int status, @Nullable Duration retryAfter, byte[] body) {
        UpstreamErrorBody error = UpstreamErrorBody.read(body);
        boolean inside = status < 300;
        UpstreamFault fault = UpstreamFault.of(inside ? error.status() : status, error);
        String code = WORD.matcher(error.code()).matches() ? Scrub.message(error.code()) : "";
        return ChatException.of(fault.code(), fault.blame(), reason(fault, code), message(fault, status, error))
                .param(fault == UpstreamFault.INVALID && error.param().length() <= PARAM_MAX ? error.param() : "")
                .retryAfter(retryAfter == null ? error.retryDelay() : retryAfter)
                .upstream(provider, inside ? 0 : status, code)
                .build();
    }

    /** The failure that came inside a 200. The reader of an answer does not know its provider's name. */
    public static ChatException inAnswer(byte[] body) {
        return read("", 200, null, body);
    }

    /** A refused request keeps the provider's own word for why. */
    private static String reason(UpstreamFault fault, String code) {
        return fault == UpstreamFault.INVALID && REASON.matcher(code).matches() ? code : fault.reason();
    }

    private static String message(UpstreamFault fault, int status, UpstreamErrorBody error) {
        String said = Scrub.message(error.message());
        String told = said.isEmpty() ? "The provider answered HTTP " + status + " without a reason." : said;
        return fault == UpstreamFault.AUTH ? "The provider refused the gateway's credential: " + told : told;
    }
}
