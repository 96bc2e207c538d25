package dev.parley.server.publish.vercel;

import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonWriter;
import dev.parley.server.publish.DeploymentTarget;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Projects on Vercel (VC-04). */
public final class VercelTarget implements DeploymentTarget {
    private static final Logger LOG = LoggerFactory.getLogger("parley.admin");

    private final VercelApi api;

    /** {@code base} is where the REST API is, with or without a slash at its end. */
    public VercelTarget(URI base) {
        this.api = new VercelApi(base);
    }

    @Override
    public void set(Project project, Map<String, Secret> variables) {
        Map<String, String> ids = VercelReplies.variables(api.get(project, "/v9/projects/" + project.id() + "/env"));
        variables.forEach((name, value) -> {
            String id = ids.get(name);
            if (id == null) {
                create(project, name, value);
            } else {
                api.send(project, "PATCH", "/v9/projects/" + project.id() + "/env/" + id, JsonWriter.document(out -> {
                    out.beginObject();
                    variable(out, value);
                    out.endObject();
                }));
            }
        });
    }

    @Override
    public Optional<String> redeploy(Project project) {
        VercelReplies.Linked linked = VercelReplies.project(api.get(project, "/v9/projects/" + project.id()));
        return linked.isToGitHub() ? deploy(project, linked) : Optional.empty();
    }

    @Override
    public void close() {
        api.close();
    }

    private void create(Project project, String name, Secret value) {
        byte[] reply = api.send(project, "POST", "/v10/projects/" + project.id() + "/env", JsonWriter.document(out -> {
            out.beginObject().field("key", name);
            variable(out, value);
            out.endObject();
        }));
        VercelReplies.requireCreated(reply, project);
    }

    private static void variable(JsonWriter out, Secret value) {
        out.field("value", value.reveal())
                .field("type", "encrypted")
                .name("target")
                .beginArray()
                .value("production")
                .value("preview")
                .endArray();
    }

    /** The variables are set by now, so a deployment that fails is somebody's to repeat, and no failure. */
    private Optional<String> deploy(Project project, VercelReplies.Linked linked) {
        try {
            return VercelReplies.deployment(api.send(
                    project,
                    "POST",
                    "/v13/deployments",
                    JsonWriter.document(out -> out.beginObject()
                            .field("name", linked.name())
                            .field("project", linked.id())
                            .field("target", "production")
                            .name("gitSource")
                            .beginObject()
                            .field("type", VercelReplies.GITHUB)
                            .field("repoId", linked.repository())
                            .field("ref", linked.branch())
                            .endObject()
                            .endObject())));
        } catch (ChatException e) {
            LOG.warn("the project on Vercel was not deployed anew: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
