package dev.parley.server.management.settings;

/** The two names of a switch: {@code fake_streaming}, and that of its setting, {@code features.fake-streaming}. */
final class FeatureNames {
    private static final String PREFIX = "features.";

    private FeatureNames() {}

    static boolean isFeature(String setting) {
        return setting.startsWith(PREFIX);
    }

    static String feature(String setting) {
        return setting.substring(PREFIX.length()).replace('-', '_');
    }

    static String setting(String feature) {
        return PREFIX + feature.replace('_', '-');
    }
}
