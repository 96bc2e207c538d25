package dev.parley.server.publish;

import dev.parley.server.config.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * Where a gateway runs that takes its configuration from environment variables. Its methods block until the target has
 * answered. They fail with a {@code ChatException} that tells what the target said and never a secret: UNAUTHENTICATED
 * if it refused the token, INVALID_REQUEST if it refused what it was asked, UPSTREAM_FAILED if it failed. Thread-safe.
 */
public interface DeploymentTarget extends AutoCloseable {
    /**
     * What is deployed there, and by whose right.
     *
     * @param team empty if the project belongs to the token's own account
     */
    record Project(Secret token, String id, String team) {}

    /** Sets variables, in this order; those that are there get the new value, others stay as they are. */
    void set(Project project, Map<String, Secret> variables);

    /** Deploys the project anew: the address of the deployment, or empty if somebody has to do it by hand. */
    Optional<String> redeploy(Project project);

    /** Gives back connections. */
    @Override
    void close();
}
