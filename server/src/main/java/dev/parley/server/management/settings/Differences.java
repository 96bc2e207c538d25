package dev.parley.server.management.settings;

import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.RuntimeSettings;
import dev.parley.server.config.RuntimeSettings.Effect;
import dev.parley.server.config.SettingName;
import dev.parley.server.config.SettingValues;
import dev.parley.server.config.Settings;
import java.util.List;

/**
 * What other settings would change.
 *
 * @param changed the names that work at once
 * @param restartRequired the others; of a provider or a profile that came or went, its name alone
 */
record Differences(List<String> changed, List<String> restartRequired) {
    static Differences between(LiveSettings live, Settings next) {
        SettingValues started = SettingValues.of(live.started());
        SettingValues after = SettingValues.of(next);
        List<String> changed = SettingValues.of(live.now()).differing(after).stream()
                .filter(name -> worksAtOnce(name, started, after))
                .map(SettingName::toString)
                .toList();
        List<String> restart = started.differing(after).stream()
                .filter(name -> !worksAtOnce(name, started, after))
                .map(name -> told(name, started, after))
                .distinct()
                .toList();
        return new Differences(changed, restart);
    }

    private static boolean worksAtOnce(SettingName name, SettingValues started, SettingValues after) {
        boolean both = started.names().contains(name) && after.names().contains(name);
        return both
                && RuntimeSettings.effect(name).filter(Effect.AT_ONCE::equals).isPresent();
    }

    private static String told(SettingName name, SettingValues started, SettingValues after) {
        boolean both = started.names().contains(name) && after.names().contains(name);
        return both ? name.toString() : String.join(".", name.path().subList(0, 2));
    }
}
