package dev.parley.server.management.settings;

import com.google.protobuf.Value;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.RuntimeSettings;
import dev.parley.server.config.RuntimeSettings.Effect;
import dev.parley.server.config.SettingName;
import dev.parley.server.config.SettingValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings that may be shown, as they are in force now: what needs a restart is as it was at the start. */
final class SettingsView {
    private final Map<SettingName, Value> shown = new LinkedHashMap<>();

    SettingsView(LiveSettings live) {
        SettingValues started = SettingValues.of(live.started());
        SettingValues now = SettingValues.of(live.now());
        for (SettingName name : started.names()) {
            RuntimeSettings.effect(name).ifPresent(effect -> {
                boolean lives = effect == Effect.AT_ONCE && now.names().contains(name);
                shown.put(name, Values.of(RuntimeSettings.show((lives ? now : started).get(name))));
            });
        }
    }

    Set<SettingName> names() {
        return shown.keySet();
    }

    /** The setting of this name; null if none is shown. */
    @Nullable
    SettingName name(String text) {
        return names().stream()
                .filter(name -> name.toString().equals(text))
                .findFirst()
                .orElse(null);
    }

    Value shown(SettingName name) {
        return shown.getOrDefault(name, Value.getDefaultInstance());
    }
}
