package dev.parley.testkit;

import java.util.Locale;

/** How the fake says no. */
final class GeminiFault {
    private GeminiFault() {}

    /** A token that is not known, or over. */
    static Reply badToken() {
        return of(401, "Request had invalid authentication credentials. Expected OAuth 2 access token.");
    }

    static Reply noModel(String model) {
        return of(
                404,
                "models/" + model + " is not found for API version v1beta, or is not supported for generateContent.");
    }

    /** What the script of a credential says: a status, and perhaps seconds until the next try. */
    static Reply scripted(int status, int seconds) {
        return status == 429 && seconds > 0
                ? GeminiAnswers.exhausted("GenerateRequestsPerMinutePerProjectPerModel", seconds)
                : of(status, "scripted " + word(status).toLowerCase(Locale.ROOT));
    }

    private static Reply of(int status, String message) {
        return GeminiAnswers.error(status, word(status), message);
    }

    /** The word that an HTTP status goes with. */
    private static String word(int status) {
        return switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 500 -> "INTERNAL";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "UNKNOWN";
        };
    }
}
