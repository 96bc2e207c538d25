package dev.parley.server.error;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes an upstream's message fit for callers: what looks like a secret or an account is masked, the length is capped.
 */
public final class Scrub {
    private static final int LENGTH_MAX = 2048;
    private static final String MASK = "***";
    private static final String CUT = "…";

    /** The first group, if any, stays. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?i)(\\bbearer\\s+)[^\\s\"',;]+"),
            Pattern.compile("(?i)(\\bbasic\\s+)[A-Za-z0-9+/=]{12,}"),
            Pattern.compile("(?i)(api[ _-]?key(?: provided)?['\"]?\\s*[:=]\\s*['\"]?)[^\\s\"',;&]+"),
            Pattern.compile("(?i)([?&](?:key|token|access_token)=)[^\\s\"'&]+"),
            Pattern.compile("()\\b(?:sk|pk|rk|gsk|xai|hf|ghp|org|proj)[-_](?=[\\w*-]*[\\d*])[\\w*-]{4,}"),
            Pattern.compile("()\\bAIza[\\w-]{20,}"),
            Pattern.compile("()\\beyJ[\\w-]+\\.[\\w.-]+"),
            Pattern.compile("()\\b[\\w.+-]+@[\\w-]+\\.[\\w.-]*\\w"),
            Pattern.compile("()\\b[A-Za-z0-9]{24,}\\b"),
            Pattern.compile("()\\b(?=[\\w-]*\\d)[\\w-]{40,}\\b"));

    private Scrub() {}

    public static String message(String text) {
        boolean cut = text.length() > 2 * LENGTH_MAX;
        String clean = cut ? text.substring(0, 2 * LENGTH_MAX) : text;
        for (Pattern secret : SECRETS) {
            clean = secret.matcher(clean).replaceAll("$1" + MASK);
        }
        return cut || clean.length() > LENGTH_MAX ? clean.substring(0, end(clean)) + CUT : clean;
    }

    /** A text without this secret, and without the beginning of it that is left where a message was cut. */
    static String without(String secret, String text) {
        String clean = text.replace(secret, MASK);
        for (int length = secret.length() - 1; length > 0 && clean.contains(CUT); length--) {
            clean = clean.replace(secret.substring(0, length) + CUT, MASK + CUT);
        }
        return clean;
    }

    private static int end(String text) {
        int end = Math.min(text.length(), LENGTH_MAX);
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
