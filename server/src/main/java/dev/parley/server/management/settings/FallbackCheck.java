package dev.parley.server.management.settings;

import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Settings;
import java.util.Collection;
import java.util.List;

/** Fallbacks can lead to providers alone that run, and these are the enabled ones of the start. */
final class FallbackCheck {
    private FallbackCheck() {}

    /** @throws dev.parley.server.error.ChatException {@code restart_required} */
    static void run(Settings next, Settings started) {
        List<String> strange = next.routes().fallbacks().values().stream()
                .flatMap(Collection::stream)
                .filter(target -> !runs(target, started))
                .distinct()
                .toList();
        if (!strange.isEmpty()) {
            throw Refusals.notRunning(strange);
        }
    }

    private static boolean runs(String target, Settings started) {
        ProviderSettings provider = started.providers().get(target.substring(0, target.indexOf('/')));
        return provider != null && provider.enabled();
    }
}
