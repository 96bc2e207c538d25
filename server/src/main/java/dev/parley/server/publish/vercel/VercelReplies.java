package dev.parley.server.publish.vercel;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Scrub;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.publish.DeploymentTarget.Project;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what Vercel answers; fields that are not needed are passed over. */
final class VercelReplies {
    static final String GITHUB = "github";

    private static final String DEFAULT_BRANCH = "main";

    private VercelReplies() {}

    /**
     * A project and its repository.
     *
     * @param type of the repository's host; empty if there is none
     */
    record Linked(String id, String name, String type, String repository, String branch) {
        boolean isToGitHub() {
            return type.equals(GITHUB) && !repository.isEmpty();
        }
    }

    /** Ids of a project's variables by name; of several with one name, the first. */
    static Map<String, String> variables(byte[] body) {
        return read(body, in -> {
            Map<String, String> ids = new HashMap<>();
            for (String field = in.beginObject(); field != null; field = in.nextField()) {
                if (field.equals("envs")) {
                    in.beginArray();
                    while (in.nextElement()) {
                        Map<String, String> variable = scalars(in);
                        ids.putIfAbsent(variable.getOrDefault("key", ""), variable.getOrDefault("id", ""));
                    }
                } else {
                    in.skip();
                }
            }
            return ids;
        });
    }

    /** A variable that was not created is told of inside a success. */
    static void requireCreated(byte[] body, Project project) {
        String failure = read(body, in -> {
            String message = "";
            for (String field = in.beginObject(); field != null; field = in.nextField()) {
                if (field.equals("failed")) {
                    message = failures(in);
                } else {
                    in.skip();
                }
            }
            return message;
        });
        if (!failure.isEmpty()) {
            throw VercelFailures.of(
                            ErrorCode.ERROR_CODE_INVALID_REQUEST,
                            201,
                            "",
                            "did not create a variable: " + Scrub.message(failure),
                            null)
                    .without(project.token().reveal());
        }
    }

    static Linked project(byte[] body) {
        return read(body, in -> {
            Map<String, String> own = new HashMap<>();
            Map<String, String> link = Map.of();
            for (String field = in.beginObject(); field != null; field = in.nextField()) {
                if (field.equals("link") && in.type() == JsonReader.Type.OBJECT) {
                    link = scalars(in);
                } else {
                    scalar(field, in, own);
                }
            }
            return new Linked(
                    own.getOrDefault("id", ""),
                    own.getOrDefault("name", ""),
                    link.getOrDefault("type", ""),
                    link.getOrDefault("repoId", ""),
                    link.getOrDefault("productionBranch", DEFAULT_BRANCH));
        });
    }

    /** Where a deployment will be; empty if it has no address. */
    static Optional<String> deployment(byte[] body) {
        return Optional.ofNullable(read(body, VercelReplies::scalars).get("url"))
                .map(url -> url.contains("://") ? url : "https://" + url);
    }

    /** Texts and numbers of an object. */
    static Map<String, String> scalars(JsonReader in) {
        Map<String, String> scalars = new HashMap<>();
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            scalar(field, in, scalars);
        }
        return scalars;
    }

    private static void scalar(String field, JsonReader in, Map<String, String> to) {
        switch (in.type()) {
            case STRING -> to.put(field, in.string());
            case NUMBER -> to.put(field, in.raw());
            case OBJECT, ARRAY, BOOLEAN, NULL -> in.skip();
        }
    }

    private static String failures(JsonReader in) {
        String message = "";
        in.beginArray();
        while (in.nextElement()) {
            for (String field = in.beginObject(); field != null; field = in.nextField()) {
                if (field.equals("error")) {
                    message = scalars(in).getOrDefault("message", "it does not say why.");
                } else {
                    in.skip();
                }
            }
        }
        return message;
    }

    private static <T> T read(byte[] body, Function<JsonReader, T> reader) {
        try {
            return reader.apply(JsonReader.of(body));
        } catch (JsonException e) {
            throw VercelFailures.of(
                    ErrorCode.ERROR_CODE_UPSTREAM_FAILED, 200, "", "gave an answer that cannot be read.", e);
        }
    }
}
