package dev.parley.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this build is. */
public final class Versions {
    private static final String RESOURCE = "/dev/parley/version.properties";

    private Versions() {}

    /** Parley's version, as in the build. */
    public static String parley() {
        try (InputStream in = Versions.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
