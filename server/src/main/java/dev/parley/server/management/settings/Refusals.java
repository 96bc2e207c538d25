package dev.parley.server.management.settings;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.Collection;
import java.util.List;

/** Why an operator's change is refused. */
final class Refusals {
    private Refusals() {}

    /** With every problem, a line each. */
    static ChatException invalid(List<String> problems) {
        return ChatException.invalid("config", String.join("\n", problems));
    }

    /** HTTP 409. */
    static ChatException restartRequired(Collection<String> names) {
        return conflict(
                "restart_required",
                "These settings need a restart: %s (expected: settings that work at once; these stand in the file)."
                        .formatted(String.join(", ", names)));
    }

    /** HTTP 409. */
    static ChatException notRunning(Collection<String> targets) {
        return conflict(
                "restart_required",
                "routes.fallbacks names %s, whose providers do not run (expected: others, or a restart)."
                        .formatted(String.join(", ", targets)));
    }

    static ChatException unsupportedFeature(String name, Collection<String> known) {
        return invalid(
                "unsupported_feature",
                "feature",
                "There is no feature '%s' (expected: one of %s).".formatted(name, String.join(", ", known)));
    }

    private static ChatException conflict(String reason, String message) {
        return refusal(ErrorCode.ERROR_CODE_CONFLICT, reason, "config", message);
    }

    private static ChatException invalid(String reason, String param, String message) {
        return refusal(ErrorCode.ERROR_CODE_INVALID_REQUEST, reason, param, message);
    }

    private static ChatException refusal(ErrorCode code, String reason, String param, String message) {
        return ChatException.of(code, Blame.REQUEST, reason, message)
                .param(param)
                .build();
    }
}
