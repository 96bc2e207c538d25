/**
 * Settings that change while Parley runs, and where requests would go. Depends on routing, access, store, error and
 * config; start at {@link dev.parley.server.management.settings.SettingsAdmin}.
 */
@NullMarked
package dev.parley.server.management.settings;

import org.jspecify.annotations.NullMarked;
