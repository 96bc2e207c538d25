package dev.parley.server.config;

import java.util.List;

/** Where a setting stands: the keys that lead to it. Reads as they do, joined with dots. */
public record SettingName(List<String> path) {
    public SettingName {
        path = List.copyOf(path);
    }

    @Override
    public String toString() {
        return String.join(".", path);
    }
}
