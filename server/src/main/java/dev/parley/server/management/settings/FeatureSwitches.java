package dev.parley.server.management.settings;

import com.google.protobuf.Value;
import dev.parley.management.v1.Features;
import dev.parley.management.v1.SetFeatureRequest;
import dev.parley.management.v1.SetFeatureResponse;
import dev.parley.server.access.Actor;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.SettingValues;
import dev.parley.server.error.ChatException;
import java.util.Map;
import java.util.TreeMap;

/** What can be switched while Parley runs (MA-31): the settings below {@code features}. Thread-safe. */
public final class FeatureSwitches {
    private final SettingsAdmin settings;
    private final LiveSettings live;

    public FeatureSwitches(SettingsAdmin settings, LiveSettings live) {
        this.settings = settings;
        this.live = live;
    }

    /** How the switches stand. */
    public Features list() {
        return Features.newBuilder().putAllFeatures(switches()).build();
    }

    /**
     * Switches one for the calls that begin from now on. Blocks until that is on the disk.
     *
     * @throws ChatException INVALID_REQUEST, {@code unsupported_feature} if there is no such one; UNAVAILABLE: it
     *     cannot be kept
     */
    public SetFeatureResponse set(Actor actor, SetFeatureRequest request) {
        String feature = request.getFeature();
        Map<String, Boolean> switches = switches();
        if (!switches.containsKey(feature)) {
            throw Refusals.unsupportedFeature(feature, switches.keySet());
        }
        if (!request.hasEnabled()) {
            throw ChatException.invalid("enabled", "enabled is missing (expected: true or false).");
        }
        Value value = Values.of(request.getEnabled());
        settings.change(actor, "feature.set", Map.of(FeatureNames.setting(feature), value));
        return SetFeatureResponse.newBuilder()
                .setMessage("updated")
                .setFeature(feature)
                .setEnabled(request.getEnabled())
                .build();
    }

    private Map<String, Boolean> switches() {
        SettingValues now = SettingValues.of(live.now());
        Map<String, Boolean> all = new TreeMap<>();
        now.names().stream()
                .filter(name -> FeatureNames.isFeature(name.toString()))
                .forEach(name -> all.put(FeatureNames.feature(name.toString()), Boolean.TRUE.equals(now.get(name))));
        return all;
    }
}
