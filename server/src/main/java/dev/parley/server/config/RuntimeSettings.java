package dev.parley.server.config;

import static dev.parley.server.config.RuntimeSettings.Effect.AT_ONCE;
import static dev.parley.server.config.RuntimeSettings.Effect.RESTART;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the management API shows, and what a change of each does: the one table of it (MA-30). What is not
 * in it is not shown, and needs a restart. Whether a value is a secret is not said here: its type says it.
 */
public final class RuntimeSettings {
    private static final List<Row> TABLE = List.of(
            new Row("server.host", RESTART),
            new Row("server.port", RESTART),
            new Row("server.shutdown-grace", AT_ONCE),
            new Row("server.max-body-size", RESTART),
            new Row("server.max-connections", RESTART),
            new Row("server.max-open-calls", AT_ONCE),
            new Row("server.flow-control-timeout", RESTART),
            new Row("server.grpc-compression", RESTART),
            new Row("server.grpc-reflection", RESTART),
            new Row("server.host-names", RESTART),
            new Row("connections.request-head", RESTART),
            new Row("connections.request-body", RESTART),
            new Row("connections.min-body-rate", RESTART),
            new Row("connections.idle", RESTART),
            new Row("connections.max-per-address", RESTART),
            new Row("connections.max-control-frames", RESTART),
            new Row("access.api-keys", RESTART),
            new Row("access.allow-anonymous", RESTART),
            new Row("access.admin-key", RESTART),
            new Row("access.session-hours", RESTART),
            new Row("access.mask-keys", RESTART),
            new Row("access.management-key", RESTART),
            new Row("admin.provider", RESTART),
            new Row("cors.origins", AT_ONCE),
            new Row("timeouts.connect", RESTART),
            new Row("timeouts.first-event", AT_ONCE),
            new Row("timeouts.idle", AT_ONCE),
            new Row("timeouts.total", AT_ONCE),
            new Row("streaming.heartbeat", AT_ONCE),
            new Row("streaming.usage-on-finish", RESTART),
            new Row("streaming.fake-chunk", AT_ONCE),
            new Row("streaming.fake-delay", AT_ONCE),
            new Row("anti-truncation.attempts", AT_ONCE),
            new Row("anti-truncation.marker", AT_ONCE),
            new Row("features.*", AT_ONCE),
            new Row("log.level", AT_ONCE),
            new Row("limits.*.*", AT_ONCE),
            new Row("providers.*.type", RESTART),
            new Row("providers.*.enabled", RESTART),
            new Row("providers.*.api-keys", RESTART),
            new Row("providers.*.timeouts.connect", RESTART),
            new Row("providers.*.timeouts.first-event", AT_ONCE),
            new Row("providers.*.timeouts.idle", AT_ONCE),
            new Row("providers.*.pool.selection", RESTART),
            new Row("providers.*.pool.max-in-flight", RESTART),
            new Row("providers.*.pool.max-queue", RESTART),
            new Row("providers.*.pool.queue-timeout", RESTART),
            new Row("providers.*.retry.*", AT_ONCE),
            new Row("providers.*.tools", RESTART),
            new Row("routes.default-model", AT_ONCE),
            new Row("routes.fallbacks", AT_ONCE),
            new Row("routes.priority", RESTART),
            new Row("routes.claude-mapping.fast", AT_ONCE),
            new Row("routes.claude-mapping.slow", AT_ONCE),
            new Row("routes.claude-mapping.first", AT_ONCE),
            new Row("routes.claude-mapping.models", AT_ONCE),
            new Row("images.default-model", AT_ONCE),
            new Row("images.include-mime-type", AT_ONCE),
            new Row("profiles.*.enabled", RESTART),
            new Row("profiles.*.host", RESTART),
            new Row("profiles.*.port", RESTART),
            new Row("profiles.*.provider", RESTART),
            new Row("profiles.*.api-keys", RESTART),
            new Row("profiles.*.default-model", RESTART));

    private RuntimeSettings() {}

    /** When a change is in force. */
    public enum Effect {
        /** For the calls that begin after it. */
        AT_ONCE,
        /** After the next start. */
        RESTART
    }

    /**
     * Settings of a kind.
     *
     * @param pattern their name; {@code *} stands for any name, such as a provider's
     */
    public record Row(String pattern, Effect effect) {
        private boolean fits(SettingName name) {
            List<String> keys = List.of(pattern.split("\\."));
            if (keys.size() != name.path().size()) {
                return false;
            }
            for (int i = 0; i < keys.size(); i++) {
                if (!keys.get(i).equals("*") && !keys.get(i).equals(name.path().get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The table, in the order of {@code parley.yaml}. */
    public static List<Row> table() {
        return TABLE;
    }

    /** What a change of a setting does; empty if it is not one that is shown. */
    public static Optional<Effect> effect(SettingName name) {
        return TABLE.stream().filter(row -> row.fits(name)).map(Row::effect).findFirst();
    }

    /** A setting's value as it may be shown: secrets are {@code ***}. */
    public static @Nullable Object show(@Nullable Object value) {
        return PlainValues.show(value);
    }
}
