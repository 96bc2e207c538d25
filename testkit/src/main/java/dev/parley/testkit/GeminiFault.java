package dev.parley.testkit;

import java.util.List;
import java.util.Locale;

/** How Google's API says no. */
final class GeminiFault {
    private GeminiFault() {}

    /** The status that an HTTP status goes with. */
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

    /** An error with these details, each a JSON object. */
    static Reply of(int status, String message, String... details) {
        String told = details.length == 0 ? "" : ",\"details\":[" + String.join(",", List.of(details)) + ']';
        return Reply.json(
                status,
                "{\"error\":{\"code\":%d,\"message\":%s,\"status\":\"%s\"%s}}"
                        .formatted(status, Json.quote(message), word(status), told));
    }

    /** A rate limit; {@code seconds} until the next try, 0 if it does not tell. */
    static Reply limited(int seconds) {
        String quota = "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaId\":"
                + "\"GenerateRequestsPerMinutePerProjectPerModel-FreeTier\"}]}";
        String retry = "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"%ds\"}";
        String message = "You exceeded your current quota, please check your plan and billing details.";
        return seconds == 0 ? of(429, message, quota) : of(429, message, quota, retry.formatted(seconds));
    }

    /** An API key that is not known. */
    static Reply badKey() {
        return of(
                400,
                "API key not valid. Please pass a valid API key.",
                "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\","
                        + "\"domain\":\"googleapis.com\"}");
    }

    /** A token that is not known, or over. */
    static Reply badToken() {
        return of(
                401,
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                        + " valid authentication credential.");
    }

    /** Neither key nor token. */
    static Reply nobody() {
        return of(403, "Method doesn't allow unregistered callers (callers without established identity).");
    }

    static Reply noModel(String model) {
        return of(
                404,
                "models/%s is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods."
                        .formatted(model));
    }

    /** What the script of a credential says: a status, and perhaps seconds. */
    static Reply scripted(int status, int seconds) {
        return status == 429
                ? limited(seconds)
                : of(status, "scripted " + word(status).toLowerCase(Locale.ROOT));
    }
}
