package dev.parley.server.admin;

import dev.parley.admin.v1.SyncVercelRequest;
import dev.parley.server.config.Admin;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.publish.DeploymentTarget.Project;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where to publish: what the request says, and the settings for what it leaves out (VC-02).
 *
 * @param given the credentials that the request itself had, as the variables they become (VC-04)
 */
record VercelRequest(Project project, Map<String, Secret> given) {
    private static final String PRECONFIGURED = "__USE_PRECONFIG__";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

    /** What a request may tell, where else it is set, and the variable of the original for it. */
    private enum Field {
        TOKEN("vercel_token", "token", "VERCEL_TOKEN", PRINTABLE),
        PROJECT("project_id", "project-id", "VERCEL_PROJECT_ID", NAME),
        TEAM("team_id", "team-id", "VERCEL_TEAM_ID", NAME);

        private final String name;
        private final String setting;
        private final String variable;
        private final Pattern form;

        Field(String name, String setting, String variable, Pattern form) {
            this.name = name;
            this.setting = "admin.vercel." + setting;
            this.variable = variable;
            this.form = form;
        }

        /** The value is not shown: it may be a token in the wrong place. */
        String checked(String value) {
            if (!value.isEmpty() && !form.matcher(value).matches()) {
                throw ChatException.invalid(
                        name, "'%s' has characters that it cannot have (expected: %s).".formatted(name, form));
            }
            return value;
        }

        void require(String value) {
            if (value.isEmpty()) {
                throw ChatException.invalid(
                        name,
                        "'%s' is missing (expected: it, the setting %s, or on the profile ds2api the variable %s)."
                                .formatted(name, setting, variable));
            }
        }
    }

    /** @throws ChatException INVALID_REQUEST if token or project are nowhere */
    static VercelRequest of(SyncVercelRequest request, Admin.Vercel settings) {
        Map<String, Secret> given = new LinkedHashMap<>();
        String token = request.getVercelToken().strip();
        String usedToken = chosen(
                Field.TOKEN,
                token.equals(PRECONFIGURED) ? "" : token,
                settings.token().reveal(),
                given);
        String project = chosen(Field.PROJECT, request.getProjectId().strip(), settings.projectId(), given);
        String team = chosen(Field.TEAM, request.getTeamId().strip(), settings.teamId(), given);
        Field.TOKEN.require(usedToken);
        Field.PROJECT.require(project);
        return new VercelRequest(new Project(Secret.of(usedToken), project, team), given);
    }

    private static String chosen(Field field, String asked, String set, Map<String, Secret> given) {
        if (asked.isEmpty()) {
            return field.checked(set);
        }
        given.put(field.variable, Secret.of(field.checked(asked)));
        return asked;
    }
}
