package dev.parley.server.publish.vercel;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.Scrub;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.publish.DeploymentTarget.Project;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Vercel's refusals mean to the operator (VC-05). */
final class VercelFailures {
    /** Vercel's own words: {@code {"error": {"code", "message"}}}. */
    private record Told(String code, String message) {}

    private static final Told NOTHING = new Told("", "");

    private VercelFailures() {}

    /** An answer that is no success. */
    static ChatException refused(int status, byte[] body, Project project) {
        Told told = told(body);
        ErrorCode code = code(status);
        String said = told.message.isEmpty() ? "" : ": " + Scrub.message(told.message);
        String expected = code == ErrorCode.ERROR_CODE_UPSTREAM_FAILED ? "." : expected(project);
        return of(code, status, told.code, "answered " + status + said + expected, null)
                .without(project.token().reveal());
    }

    private static String expected(Project project) {
        String team = project.team().isEmpty() ? "" : " of team '" + project.team() + "'";
        return (" (expected: a token that may change project '%s'%s; vercel_token, project_id and team_id in the"
                        + " request, or the settings below admin.vercel).")
                .formatted(project.id(), team);
    }

    static ChatException of(ErrorCode code, int status, String nativeCode, String deed, @Nullable Throwable cause) {
        return ChatException.of(code, Blame.REQUEST, "deployment_failed", "Vercel " + deed)
                .upstream("vercel", status, nativeCode)
                .cause(cause)
                .build();
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401, 403 -> ErrorCode.ERROR_CODE_UNAUTHENTICATED;
            case 408, 429 -> ErrorCode.ERROR_CODE_UPSTREAM_FAILED;
            default ->
                status >= 400 && status < 500
                        ? ErrorCode.ERROR_CODE_INVALID_REQUEST
                        : ErrorCode.ERROR_CODE_UPSTREAM_FAILED;
        };
    }

    private static Told told(byte[] body) {
        try {
            JsonReader in = JsonReader.of(body);
            for (String field = in.beginObject(); field != null; field = in.nextField()) {
                if (field.equals("error") && in.type() == JsonReader.Type.OBJECT) {
                    Map<String, String> error = VercelReplies.scalars(in);
                    return new Told(error.getOrDefault("code", ""), error.getOrDefault("message", ""));
                }
                in.skip();
            }
            return NOTHING;
        } catch (JsonException e) {
            return NOTHING;
        }
    }
}
