package dev.parley.server.cli;

import dev.parley.server.Parley;
import dev.parley.server.access.ApiKeys;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Settings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a started gateway says about itself: where it is, and a line to paste. */
final class Banner {
    private Banner() {}

    static List<String> lines(Parley parley, Settings settings) {
        List<String> lines = new ArrayList<>();
        String scheme = settings.server().tls().enabled() ? "https" : "http";
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        lines.add("Parley is ready after %d ms: %s://%s (REST and gRPC)"
                .formatted(millis, scheme, address(settings.server().host(), parley.port())));
        settings.profiles().forEach((name, profile) -> {
            if (profile.enabled()) {
                lines.add("  profile %s: %s://%s".formatted(name, scheme, address(profile.host(), parley.port(name))));
            }
        });
        boolean demo = Parley.usesDemoKey(settings.access());
        if (demo) {
            lines.add("  demo key: " + ApiKeys.DEMO + " (opens the built-in models; set access.api-keys for more)");
        }
        adminKey(parley, settings).ifPresent(lines::add);
        lines.add("Try it:");
        lines.add(
                "  curl -N %s://%s/v1/chat/completions -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' "
                                .formatted(
                                        scheme,
                                        address(settings.server().host(), parley.port()),
                                        demo ? ApiKeys.DEMO : "YOUR_KEY")
                        + "-d '{\"model\":\"builtin/echo\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}'");
        return lines;
    }

    /** What is to be said of the admin key: it is shown here alone, and only if nobody chose it well. */
    private static Optional<String> adminKey(Parley parley, Settings settings) {
        Secret madeUp = parley.madeUpAdminKey();
        if (madeUp != null) {
            return Optional.of("  admin key: " + madeUp.reveal() + " (made up for this run; set access.admin-key)");
        }
        boolean dev = settings.access().adminKey().matches(SettingsOptions.DEV_KEY);
        return dev
                ? Optional.of("  admin key: " + SettingsOptions.DEV_KEY + " (anybody can guess it: for trials only)")
                : Optional.empty();
    }

    private static String address(String host, int port) {
        return (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
    }
}
