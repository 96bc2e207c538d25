package dev.parley.server.management.credentials;

import java.util.Locale;

/** Where a credential stands, and so who may remove it. */
public enum Source {
    SETTINGS("the settings of its provider"),
    FILE("a file of the operator's"),
    ENVIRONMENT("an environment variable"),
    ADMIN("the accounts of the admin API"),
    UPLOAD("the store");

    private final String place;

    Source(String place) {
        this.place = place;
    }

    /** For people. */
    String place() {
        return place;
    }

    /** As the management API spells it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
