package dev.parley.server.admin;

import dev.parley.server.store.ManagedConfig;

/** The configuration as the JSON of {@code config.json} (CF-03), with secrets. */
public final class ConfigJson {
    private ConfigJson() {}

    /** Compact, UTF-8; what {@link #read} takes. */
    public static byte[] write(ManagedConfig config) {
        return new byte[0];
    }

    /**
     * The configuration of such a text.
     *
     * @throws dev.parley.server.error.ChatException INVALID_REQUEST with line and column
     */
    public static ManagedConfig read(byte[] json) {
        return ManagedConfig.EMPTY;
    }
}
