package dev.parley.server.config;

import java.util.List;

/** What the types of the management API's settings cannot say. */
final class ManagementChecks {
    private static final String HASH = "$2";
    private static final int COST_LEAST = 4;
    private static final int COST_MOST = 15;

    private ManagementChecks() {}

    static void run(Settings settings, List<String> problems) {
        Secret key = settings.access().managementKey();
        Secret readOnlyKey = settings.management().readOnlyKey();
        hash("access.management-key", key, problems);
        hash("management.read-only-key", readOnlyKey, problems);
        if (key.isEmpty() && !readOnlyKey.isEmpty()) {
            problems.add("management.read-only-key is set and access.management-key is not (expected: both, since the"
                    + " latter turns the management API on).");
        }
        if (!key.isEmpty() && key.equals(readOnlyKey)) {
            problems.add("management.read-only-key is access.management-key (expected: another key).");
        }
        if (settings.management().loginAttempts() < 1) {
            problems.add("management.login-attempts is 0 (expected: at least 1).");
        }
    }

    /** What looks like a hash is taken as one, so that it has to be one, and one that takes no minutes to compare. */
    private static void hash(String path, Secret key, List<String> problems) {
        String text = key.reveal();
        if (!text.startsWith(HASH)) {
            return;
        }
        if (!key.isBcrypt()) {
            problems.add(path + " begins as a bcrypt hash and is none (expected: $2b$12$ and 53 characters).");
        } else if (cost(text) < COST_LEAST || cost(text) > COST_MOST) {
            problems.add("%s is a bcrypt hash of cost %d (expected: %d to %d)."
                    .formatted(path, cost(text), COST_LEAST, COST_MOST));
        }
    }

    private static int cost(String hash) {
        int from = hash.indexOf('$', HASH.length()) + 1;
        return Integer.parseInt(hash.substring(from, from + 2));
    }
}
